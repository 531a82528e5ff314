package health.cairn.imaging.evaluate;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Lines of a text, of which no more than one over the longest that is accepted is ever held.
public final class BoundedLines {
  private final Reader reader;
  private final int longest;

  public BoundedLines(Reader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /// @return the line, cut one character over the longest; null at the end
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (c != '\r' && line.length() <= longest) {
        line.append((char) c);
      }
      c = reader.read();
    }
    return line.toString();
  }
}
