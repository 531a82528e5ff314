package health.cairn.imaging;

import java.util.Objects;

/// What the environment or an input did to us: a file that cannot be read, a model that does not
/// match its hash. The message is one sentence for the user, without patient data.
public class ImagingException extends Exception {
  /// What kind of failure it is, so that a caller can choose an exit code or a screen.
  public enum Kind {
    /// The input is not what it should be.
    REFUSED,
    /// Something is not what it was recorded to be (a model's hash differs).
    INTEGRITY,
    /// The machine failed us (disk, native library).
    ENVIRONMENT
  }

  private final Kind kind;

  public ImagingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ImagingException(Kind kind, String message, Throwable cause) {
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
