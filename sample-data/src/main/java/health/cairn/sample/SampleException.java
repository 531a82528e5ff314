package health.cairn.sample;

/// The sample patient could not be written or read: the disk failed, or the program was built
/// without it. The message is one sentence for the user.
public final class SampleException extends Exception {
  private static final long serialVersionUID = 1;

  SampleException(String message, Throwable cause) {
    super(message, cause);
  }

  SampleException(String message) {
    super(message);
  }
}
