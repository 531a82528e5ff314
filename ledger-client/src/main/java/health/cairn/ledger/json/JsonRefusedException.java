package health.cairn.ledger.json;

/// Bytes that are not the canonical JSON they should be. The message names what is wrong, never the
/// content.
public final class JsonRefusedException extends Exception {
  public JsonRefusedException(String message) {
    super(message);
  }

  public JsonRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
