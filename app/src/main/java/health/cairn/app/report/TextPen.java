package health.cairn.app.report;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Prints lines of text in the shipped font. Characters the font lacks appear as a question mark: a
/// name in another script must not keep a report from being written.
final class TextPen {
  private static final String ELLIPSIS = "…";

  private final PDPageContentStream stream;
  private final PDFont regular;
  private final PDFont bold;

  TextPen(PDDocument document, PDPageContentStream stream) throws IOException {
    this(stream, font(document, "NotoSans-Regular.ttf"), font(document, "NotoSans-Bold.ttf"));
  }

  private TextPen(PDPageContentStream stream, PDFont regular, PDFont bold) {
    this.stream = stream;
    this.regular = regular;
    this.bold = bold;
  }

  /// The same fonts on another page.
  TextPen on(PDPageContentStream page) {
    return new TextPen(page, regular, bold);
  }

  /// Whether the shipped font can print all of a text.
  boolean knowsAll(String text) {
    return text.codePoints().allMatch(c -> Character.isISOControl(c) || knows(regular, c));
  }

  /// Prints one line, cut with an ellipsis where it is wider than `width` points.
  void text(String text, float x, float y, float size, boolean heavy, Color colour, float width)
      throws IOException {
    PDFont font = heavy ? bold : regular;
    String printable = printable(text, font);
    if (width(printable, font, size) > width) {
      int end = printable.length();
      while (end > 0 && width(printable.substring(0, end) + ELLIPSIS, font, size) > width) {
        end--;
      }
      printable = printable.substring(0, end) + ELLIPSIS;
    }
    stream.beginText();
    stream.setNonStrokingColor(colour);
    stream.setFont(font, size);
    stream.newLineAtOffset(x, y);
    stream.showText(printable);
    stream.endText();
  }

  /// Breaks text at spaces into lines no wider than `width` points.
  List<String> wrap(String text, float size, float width) throws IOException {
    return wrap(text, size, false, width);
  }

  List<String> wrap(String text, float size, boolean heavy, float width) throws IOException {
    PDFont font = heavy ? bold : regular;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(text, font).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static float width(String text, PDFont font, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private static String printable(String text, PDFont font) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(c -> result.appendCodePoint(knows(font, c) ? c : '?'));
    return result.toString();
  }

  private static boolean knows(PDFont font, int codePoint) {
    try {
      font.encode(new String(Character.toChars(codePoint)));
      return true;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  private static PDFont font(PDDocument document, String name) throws IOException {
    try (InputStream in = TextPen.class.getResourceAsStream("/health/cairn/app/fonts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its font " + name);
      }
      return PDType0Font.load(document, in);
    }
  }
}
