package health.cairn.imaging.fuse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The rules as they stand before any number is fitted.
public final class FusionTemplate {
  private static final String RESOURCE = "fusion-template.rules";

  private FusionTemplate() {}

  /// The text for [FusionFit#fit].
  public static String text() {
    try (InputStream in = FusionTemplate.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program's own " + RESOURCE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
