package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Whether a model's bytes are the ones its card names. Fails closed: bytes leave here only after
/// the check, so that what was checked is what runs.
final class ModelIntegrity {
  private ModelIntegrity() {}

  static byte[] verified(GraphFile named, ModelFiles source) throws ImagingException {
    byte[] content;
    try (InputStream in = source.open(named.file())) {
      // One byte more than the card allows shows a longer file without reading all of it.
      content = in.readNBytes(Math.toIntExact(named.bytes() + 1));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model file "
              + named.file()
              + " cannot be read: "
              + ModelFolder.reason(e)
              + "; copy the model again, whole.",
          e);
    }
    String actual = sha256(content);
    if (content.length > named.bytes() || !actual.equals(named.sha256())) {
      throw new ImagingException(
          ImagingException.Kind.INTEGRITY,
          "The model file "
              + named.file()
              + " is not the one its card names and was not loaded: the card says SHA-256 "
              + named.sha256()
              + (content.length > named.bytes()
                  ? ", the file is longer than the card's "
                      + named.bytes()
                      + " bytes and starts as "
                  : ", the file has ")
              + actual
              + "; copy the model again from where it came.");
    }
    return content;
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
