package health.cairn.app;

import java.util.Objects;

/// What kept a use case from doing what it was asked. The message is one sentence for the user: what,
/// why, what to do; without patient data.
public class CairnException extends Exception {
  /// The kinds of failure, with the exit code of the command line.
  public enum Kind {
    REFUSED(3),
    NOT_ALLOWED(4),
    INTEGRITY(5),
    UNREACHABLE(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public CairnException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public CairnException(Kind kind, String message, Throwable cause) {
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
