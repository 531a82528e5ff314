package health.cairn.app.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedCharacterIterator;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/// Text of scripts whose letters join or run from right to left, which the PDF library does not shape: shaped and
/// ordered by Java's own text layout, and printed as outlines.
final class ShapedText {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Font regular;
  private final Font bold;

  ShapedText() throws IOException {
    this.regular = font("NotoSansArabic-Regular.ttf");
    this.bold = font("NotoSansArabic-Bold.ttf");
  }

  /// Lines no wider than `width` points, in reading order.
  List<TextLayout> lines(String text, float size, boolean heavy, boolean rightToLeft, float width) {
    List<TextLayout> lines = new ArrayList<>();
    if (text.isBlank()) {
      return lines;
    }
    AttributedString attributed = new AttributedString(text);
    attributed.addAttribute(TextAttribute.FONT, (heavy ? bold : regular).deriveFont(size));
    attributed.addAttribute(
        TextAttribute.RUN_DIRECTION,
        rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
    AttributedCharacterIterator characters = attributed.getIterator();
    LineBreakMeasurer measurer = new LineBreakMeasurer(characters, CONTEXT);
    while (measurer.getPosition() < characters.getEndIndex()) {
      lines.add(measurer.nextLayout(width));
    }
    return lines;
  }

  /// Fills the outlines of a line in the colour that is set.
  ///
  /// @param x left end of the line, points
  /// @param y base line, points from the bottom of the page
  void print(TextLayout line, float x, float y, PDPageContentStream out) throws IOException {
    Shape shape = line.getOutline(new AffineTransform(1, 0, 0, -1, x, y));
    fill(shape, out);
  }

  private static void fill(Shape shape, PDPageContentStream out) throws IOException {
    float[] c = new float[6];
    float fromX = 0;
    float fromY = 0;
    boolean any = false;
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      any = true;
      int segment = path.currentSegment(c);
      for (int i = 0; i < c.length; i++) {
        c[i] = Math.round(c[i] * 100) / 100f; // a hundredth of a point is enough, and half the file
      }
      switch (segment) {
        case PathIterator.SEG_MOVETO -> {
          out.moveTo(c[0], c[1]);
          fromX = c[0];
          fromY = c[1];
        }
        case PathIterator.SEG_LINETO -> {
          out.lineTo(c[0], c[1]);
          fromX = c[0];
          fromY = c[1];
        }
        case PathIterator.SEG_QUADTO -> {
          // PDF has cubic curves only.
          out.curveTo(
              third(fromX, c[0]),
              third(fromY, c[1]),
              third(c[2], c[0]),
              third(c[3], c[1]),
              c[2],
              c[3]);
          fromX = c[2];
          fromY = c[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          out.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
          fromX = c[4];
          fromY = c[5];
        }
        default -> out.closePath();
      }
    }
    if (any) {
      out.fill();
    }
  }

  private static float third(float end, float control) {
    return Math.round((end + 2 * (control - end) / 3) * 100) / 100f;
  }

  private static Font font(String name) throws IOException {
    try (InputStream in = ShapedText.class.getResourceAsStream("/health/cairn/app/fonts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its font " + name);
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font " + name + " is damaged", e);
    }
  }
}
