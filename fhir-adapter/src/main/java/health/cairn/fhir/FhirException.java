package health.cairn.fhir;

import java.util.Objects;

/// What the environment did to us: a disk that fails, a store whose content is not what was written.
/// What is wrong with an input is no exception but a [health.cairn.fhir.codec.FhirReading.Refused].
/// The message is one sentence for the user, without patient data.
public final class FhirException extends Exception {
  /// What kind of failure it is, so that a caller can choose an exit code or a screen.
  public enum Kind {
    /// The machine failed us (disk, database).
    ENVIRONMENT,
    /// Something stored is not what was recorded (a digest differs).
    INTEGRITY
  }

  private final Kind kind;

  public FhirException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public FhirException(Kind kind, String message, Throwable cause) {
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
