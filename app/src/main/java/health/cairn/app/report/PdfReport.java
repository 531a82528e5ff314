package health.cairn.app.report;

import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.report.ReportContent.Picture;
import health.cairn.app.report.ReportContent.Section;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Writes the one-page report: A4, one column, images on top, figures below, what they rest on last.
///
/// Text that does not fit its place is cut with an ellipsis rather than printed over what follows;
/// lists that do not fit the page end with how many lines are left out.
public final class PdfReport {
  private static final float LEFT = 48;
  private static final float RIGHT = PDRectangle.A4.getWidth() - 48;
  private static final float BOTTOM = 64;
  private static final float PICTURE_GAP = 10;
  private static final Color INK = new Color(0x1a1c1f);
  private static final Color FAINT = new Color(0x5c636d);
  private static final Color ALERT = new Color(0x9a4300);
  private static final Color RULE = new Color(0xc9ced6);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private PdfReport() {}

  /// @param out is left open
  public static void write(ReportContent content, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle("Cairn imaging report");
      information.setCreator("Cairn");
      document.setDocumentInformation(information);
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        new Sheet(document, stream).fill(content);
      }
      document.save(out);
    }
  }

  /// One page being filled from the top.
  private static final class Sheet {
    private final PDDocument document;
    private final TextPen pen;
    private final PDPageContentStream stream;
    private float y = PDRectangle.A4.getHeight() - 48;

    Sheet(PDDocument document, PDPageContentStream stream) throws IOException {
      this.document = document;
      this.stream = stream;
      this.pen = new TextPen(document, stream);
    }

    void fill(ReportContent content) throws IOException {
      line("Cairn imaging report", 18, true, INK, 24);
      line(content.patientLine(), 10, true, INK, 15);
      line(content.studyLine(), 10, false, INK, 15);
      line(content.status(), 10, false, ALERT, 10);
      rule();
      pictures(content);
      for (Section section : content.findings()) {
        section(section);
      }
      list("Read with care", content.warnings(), ALERT);
      list("Proof", java.util.List.of(content.proof()), INK);
      // The longest comes last: what is left out of it stands in the window and in result.json.
      list("What this rests on", content.basis(), INK);
      footer(content);
    }

    private void pictures(ReportContent content) throws IOException {
      int n = content.images().size();
      if (n == 0) {
        return;
      }
      float width = (RIGHT - LEFT - PICTURE_GAP * 2) / 3;
      float height = width;
      float x = LEFT;
      for (Picture picture : content.images().subList(0, Math.min(3, n))) {
        PDImageXObject image = LosslessFactory.createFromImage(document, picture.image());
        float scale = Math.min(width / image.getWidth(), height / image.getHeight());
        float w = image.getWidth() * scale;
        float h = image.getHeight() * scale;
        stream.drawImage(image, x, y - h, w, h);
        pen.text(picture.caption(), x, y - height - 11, 7.5f, false, FAINT, width);
        x += width + PICTURE_GAP;
      }
      y -= height + 30;
    }

    private void section(Section section) throws IOException {
      line(section.title(), 12, true, INK, 17);
      for (Figure figure : section.figures()) {
        if (y < BOTTOM) {
          return;
        }
        pen.text(figure.label(), LEFT, y, 9.5f, false, FAINT, 150);
        pen.text(figure.value(), LEFT + 156, y, 9.5f, true, INK, 120);
        pen.text(figure.uncertainty(), LEFT + 282, y, 9.5f, false, FAINT, RIGHT - LEFT - 282);
        y -= 14;
      }
      if (section.note().isPresent()) {
        line(section.note().get(), 9, false, FAINT, 14);
      }
      y -= 6;
    }

    private void list(String title, java.util.List<String> lines, Color colour) throws IOException {
      if (lines.isEmpty() || y < BOTTOM + 30) {
        return;
      }
      line(title, 11, true, INK, 15);
      for (int i = 0; i < lines.size(); i++) {
        for (String part : pen.wrap(lines.get(i), 8.5f, RIGHT - LEFT)) {
          if (y < BOTTOM) {
            pen.text((lines.size() - i) + " more", LEFT, y, 8.5f, false, FAINT, RIGHT - LEFT);
            return;
          }
          line(part, 8.5f, false, colour, 12);
        }
      }
      y -= 6;
    }

    private void footer(ReportContent content) throws IOException {
      stream.setStrokingColor(RULE);
      stream.moveTo(LEFT, 46);
      stream.lineTo(RIGHT, 46);
      stream.stroke();
      pen.text(
          "Not a medical device. A model proposes, a person decides. Written "
              + TIME.format(content.written())
              + ".",
          LEFT,
          34,
          8,
          false,
          FAINT,
          RIGHT - LEFT);
    }

    private void rule() throws IOException {
      stream.setStrokingColor(RULE);
      stream.setLineWidth(0.6f);
      stream.moveTo(LEFT, y);
      stream.lineTo(RIGHT, y);
      stream.stroke();
      y -= 16;
    }

    private void line(String text, float size, boolean bold, Color colour, float advance)
        throws IOException {
      pen.text(text, LEFT, y, size, bold, colour, RIGHT - LEFT);
      y -= advance;
    }
  }
}
