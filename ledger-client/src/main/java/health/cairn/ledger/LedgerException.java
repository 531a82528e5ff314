package health.cairn.ledger;

import java.util.Objects;

/// What the environment or an input did to us: a store that cannot be written, a node that cannot
/// be reached, something that is not what it was recorded to be. The message is one sentence for
/// the user, without patient data and without keys.
public final class LedgerException extends Exception {
  /// What kind of failure it is, so that a caller can choose an exit code or a screen.
  public enum Kind {
    /// The input is not what it should be.
    REFUSED,
    /// Two things that must agree do not: a root, a signature, a digest.
    INTEGRITY,
    /// Somebody else wrote in between; read again and retry.
    CONFLICT,
    /// An outside system does not answer; nothing is lost.
    UNREACHABLE,
    /// An outside system answers, but not what it should (wrong chain, nonsense).
    DISTRUSTED,
    /// The machine failed us (disk, database, key file).
    ENVIRONMENT
  }

  private final Kind kind;

  public LedgerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public LedgerException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// One sentence for the user; there is always one.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
