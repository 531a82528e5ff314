package health.cairn.imaging.inference;

/// A field of a model card that is missing or wrong.
final class FieldException extends Exception {
  private static final long serialVersionUID = 1L;

  FieldException(String message) {
    super(message);
  }
}
