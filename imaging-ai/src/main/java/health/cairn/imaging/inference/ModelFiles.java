package health.cairn.imaging.inference;

import java.io.IOException;
import java.io.InputStream;

/// Where the files beside a card can be read, again and again.
@FunctionalInterface
interface ModelFiles {
  /// @param file a name from the card
  InputStream open(String file) throws IOException;
}
