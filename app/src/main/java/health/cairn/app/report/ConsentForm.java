package health.cairn.app.report;

import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.qr.QrModules;
import java.awt.Color;
import java.awt.font.TextLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// The signed form: who, what was said to each purpose in the words of the screen, how to take it back, the
/// signature; on the patient's copy also the square that leads to the journal. A4, as many pages as it takes.
///
/// Arabic is printed as outlines, since the PDF library does not join its letters; so is a line with characters
/// that Noto Sans lacks.
public final class ConsentForm {
  private static final float LEFT = 56;
  private static final float RIGHT = PDRectangle.A4.getWidth() - 56;
  private static final float WIDTH = RIGHT - LEFT;
  private static final float TOP = PDRectangle.A4.getHeight() - 56;
  private static final float BOTTOM = 60;
  private static final float SIGNATURE_HEIGHT = 70;
  private static final float CODE_SIDE = 150;
  private static final int CODES_IN_A_ROW = 3;
  private static final Color INK = new Color(0x16181b);
  private static final Color FAINT = new Color(0x4a4f57);
  private static final Color RULE = new Color(0xc9ced6);

  private final PDDocument document;
  private final KioskTexts texts;
  private final ShapedText shaped;
  private final boolean rightToLeft;
  private PDPageContentStream out;
  private TextPen pen;
  private float y;

  private ConsentForm(PDDocument document, KioskTexts texts) throws IOException {
    this.document = document;
    this.texts = texts;
    this.shaped = new ShapedText();
    this.rightToLeft = texts.language().rightToLeft();
    this.out = page();
    this.pen = new TextPen(document, out);
  }

  /// @param proof text of a compact proof, for the square on a patient's copy; empty for the form that is kept
  /// @return a PDF
  public static byte[] write(PatientHeader patient, SignedConsent signed, Instant at, String proof)
      throws IOException {
    return pdf(signed.language(), form -> form.fill(patient, signed, at, proof));
  }

  /// What a patient took back, or left the health record out of.
  ///
  /// @param changed ended, or what took the place of a wider one
  /// @param proof text of a compact proof of that
  /// @return a PDF
  public static byte[] change(
      PatientHeader patient, ConsentDecision changed, KioskLanguage language, String proof)
      throws IOException {
    return pdf(language, form -> form.fill(patient, changed, proof));
  }

  @FunctionalInterface
  private interface Filling {
    void of(ConsentForm form) throws IOException;
  }

  private static byte[] pdf(KioskLanguage language, Filling filling) throws IOException {
    KioskTexts texts = KioskTexts.of(language);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(texts.say("form.title"));
      information.setCreator("Cairn");
      document.setDocumentInformation(information);
      document.getDocumentCatalog().setLanguage(language.tag());
      ConsentForm form = new ConsentForm(document, texts);
      filling.of(form);
      form.out.close();
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private void fill(PatientHeader patient, SignedConsent signed, Instant at, String proof)
      throws IOException {
    String when = when(at);
    head(patient, when);
    for (ConsentTerms terms : signed.terms()) {
      terms(terms);
    }
    rule();
    paragraph(texts.say("form.withdraw"), 10.5f, false, INK, 4);
    if (!(signed.signature() instanceof Signature.None)) {
      if (!(signed.signature() instanceof Signature.OnPaper)) {
        paragraph(texts.say("form.checked"), 10.5f, false, INK, 4);
      }
      signature(signed.signature(), when);
    }
    if (signed.witness().isPresent()) {
      paragraph(texts.say("form.witness", signed.witness().get()), 10.5f, false, INK, 4);
    }
    if (!proof.isEmpty()) {
      proof(proof);
    }
    paragraph(texts.say("form.version", KioskTexts.VERSION), 8.5f, false, FAINT, 0);
  }

  private void fill(PatientHeader patient, ConsentDecision changed, String proof)
      throws IOException {
    boolean over = changed.state() == State.WITHDRAWN;
    head(patient, when(changed.endedAt().orElse(changed.decidedAt())));
    terms(over ? changed.terms().denied() : changed.terms());
    rule();
    paragraph(texts.consequence(changed.terms().purpose(), !over), 10.5f, false, INK, 4);
    proof(proof);
    paragraph(texts.say("form.version", KioskTexts.VERSION), 8.5f, false, FAINT, 0);
  }

  private void head(PatientHeader patient, String when) throws IOException {
    paragraph(texts.say("form.title"), 20, true, INK, 6);
    paragraph(who(patient), 11, true, INK, 2);
    paragraph(when, 11, false, FAINT, 8);
    rule();
  }

  private String when(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, ZoneId.systemDefault());
    return texts.date(local.toLocalDate())
        + ", "
        + DateTimeFormatter.ofPattern("HH:mm").format(local);
  }

  private String who(PatientHeader patient) {
    List<String> parts = new ArrayList<>();
    if (!patient.name().isEmpty()) {
      parts.add(patient.name());
    }
    patient.birthDate().ifPresent(d -> parts.add(texts.say("form.born", texts.date(d))));
    if (!patient.patientId().isEmpty()) {
      parts.add(texts.say("form.number", patient.patientId()));
    }
    return String.join(rightToLeft ? "، " : ", ", parts);
  }

  private void terms(ConsentTerms terms) throws IOException {
    String key = "purpose." + terms.purpose().key();
    room(70);
    paragraph(
        texts.name(terms) + ": " + texts.say(terms.permitted() ? "form.allowed" : "form.denied"),
        12,
        true,
        INK,
        1);
    paragraph(
        texts.say(key + ".text1", terms.recipient()) + " " + texts.say(key + ".text2"),
        10.5f,
        false,
        INK,
        1);
    if (terms.permitted()) {
      paragraph(
          (terms.scope() == ConsentScope.PICTURES_ONLY
                  ? texts.say("inforce.picturesOnly") + ". "
                  : "")
              + texts.holds(terms),
          10.5f,
          false,
          FAINT,
          8);
    } else {
      y -= 8;
    }
  }

  private void signature(Signature signature, String when) throws IOException {
    room(SIGNATURE_HEIGHT + 40);
    switch (signature) {
      case Signature.Drawn drawn -> draw(drawn);
      case Signature.Typed typed -> paragraph(typed.name(), 20, false, INK, 4);
      case Signature.OnPaper paper -> paragraph(texts.say("form.paper"), 10.5f, false, INK, 4);
      case Signature.None none -> {}
    }
    out.setStrokingColor(INK);
    out.setLineWidth(0.7f);
    float from = rightToLeft ? RIGHT - 240 : LEFT;
    out.moveTo(from, y);
    out.lineTo(from + 240, y);
    out.stroke();
    y -= 4;
    paragraph(texts.say("form.signature", when), 9, false, FAINT, 6);
  }

  private void draw(Signature.Drawn drawn) throws IOException {
    float width = (float) Math.min(240, SIGNATURE_HEIGHT * drawn.aspect());
    float height = (float) (width / drawn.aspect());
    float left = rightToLeft ? RIGHT - width : LEFT;
    out.setStrokingColor(INK);
    out.setLineWidth(1.2f);
    out.setLineCapStyle(1);
    out.setLineJoinStyle(1);
    for (Signature.Stroke stroke : drawn.strokes()) {
      boolean first = true;
      for (Signature.Point p : stroke.points()) {
        float px = left + (float) p.x() * width;
        float py = y - (float) p.y() * height;
        if (first) {
          out.moveTo(px, py);
          out.lineTo(px, py);
          first = false;
        } else {
          out.lineTo(px, py);
        }
      }
      out.stroke();
    }
    y -= height + 4;
  }

  private void proof(String proof) throws IOException {
    List<QrModules> codes = QrModules.ofProof(proof);
    for (int first = 0; first < codes.size(); first += CODES_IN_A_ROW) {
      room(CODE_SIDE + 40);
      int behind = Math.min(codes.size(), first + CODES_IN_A_ROW);
      for (int i = first; i < behind; i++) {
        float left = LEFT + (i - first) * CODE_SIDE;
        code(codes.get(i), rightToLeft ? RIGHT - CODE_SIDE - (left - LEFT) : left);
      }
      y -= CODE_SIDE + 4;
    }
    paragraph(texts.say("form.proof"), 9.5f, false, INK, 6);
  }

  private void code(QrModules code, float left) throws IOException {
    float module = CODE_SIDE / code.size();
    out.setNonStrokingColor(Color.BLACK);
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.dark(column, row)) {
          out.addRect(left + column * module, y - (row + 1) * module, module, module);
        }
      }
    }
    out.fill();
  }

  /// Wraps, breaks the page where it must, and leaves `after` points below.
  private void paragraph(String text, float size, boolean heavy, Color colour, float after)
      throws IOException {
    float height = size * 1.4f;
    if (rightToLeft || !pen.knowsAll(text)) {
      for (TextLayout line : shaped.lines(text, size, heavy, rightToLeft, WIDTH)) {
        room(height);
        out.setNonStrokingColor(colour);
        shaped.print(line, rightToLeft ? RIGHT - line.getVisibleAdvance() : LEFT, y - size, out);
        y -= height * 1.1f;
      }
    } else {
      for (String line : pen.wrap(text, size, heavy, WIDTH)) {
        room(height);
        pen.text(line, LEFT, y - size, size, heavy, colour, WIDTH);
        y -= height;
      }
    }
    y -= after;
  }

  private void rule() throws IOException {
    out.setStrokingColor(RULE);
    out.setLineWidth(0.6f);
    out.moveTo(LEFT, y);
    out.lineTo(RIGHT, y);
    out.stroke();
    y -= 10;
  }

  private void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      out.close();
      out = page();
      pen = pen.on(out);
    }
  }

  private PDPageContentStream page() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = TOP;
    return new PDPageContentStream(document, page);
  }
}
