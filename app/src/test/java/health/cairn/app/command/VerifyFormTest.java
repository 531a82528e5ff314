package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.store.Secrets;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.KeyChange;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What patients carry home is read back: the form as a file, a scan or photograph of it, several codes of one proof.
class VerifyFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  // Each adds some 260 characters to a proof; one code holds 4,296.
  private static final int KEY_CHANGES = 24;

  @TempDir Path directory;
  private Terminal anywhere;
  private Desk desk;
  private String patient;

  @BeforeEach
  void openHome() throws Exception {
    anywhere = new Terminal(directory.resolve("no home"));
    try (Passphrase passphrase = Passphrase.of("test".toCharArray())) {
      desk = Desk.create(new Home(directory.resolve("home")), passphrase, "Dr Lee");
    }
    Path record = directory.resolve("record.json");
    Files.writeString(
        record,
        """
        {"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}],"name":[{"text":"Jane Roe"}]}
        """);
    desk.importFrom(List.of(record), Progress.NONE);
    patient = desk.worklist().getFirst().patient().patientKey();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  @Test
  void form_isVerifiedAsItWasIssuedAndNotWhenAnythingOnItWasChanged() throws Exception {
    byte[] pdf = decide(KioskLanguage.GERMAN).copy();
    JsonNode report = verified(file("form.pdf", pdf));
    assertEquals("CONSENT_DECIDED", report.get("event").asText());
    assertEquals(
        "decided at the kiosk; yes to care, research; no to teaching",
        report.get("purpose").asText());
    assertEquals(
        "This form is as it was issued: nothing on it was changed.", report.get("form").asText());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(1, document.getNumberOfPages(), "readers of PDF pass the seal over");
    }
    int[] places = {9, pdf.length / 3, indexOf(pdf, "%cairn-proof") + 30, pdf.length - 60};
    for (int at : places) {
      byte[] changed = pdf.clone();
      changed[at] ^= 1;
      assertEquals(5, anywhere.run("verify", file("changed.pdf", changed)).exit(), "byte " + at);
    }
    byte[] longer = Arrays.copyOf(pdf, pdf.length + 1);
    longer[pdf.length] = '\n';
    assertEquals(5, anywhere.run("verify", file("longer.pdf", longer)).exit());
    byte[] cut = Arrays.copyOf(pdf, indexOf(pdf, "%cairn-form"));
    assertEquals(5, anywhere.run("verify", file("cut.pdf", cut)).exit());
    assertEquals(
        5, anywhere.run("verify", directory.resolve("form.pdf"), "--key", "0a".repeat(32)).exit());
  }

  @Test
  void form_ofOneHomeDoesNotCarryTheProofOfAnother() throws Exception {
    byte[] ours = decide(KioskLanguage.ENGLISH).copy();
    byte[] later = decide(KioskLanguage.ENGLISH).copy();
    int ourProof = indexOf(ours, "%cairn-proof");
    int laterProof = indexOf(later, "%cairn-proof");
    byte[] mixed = Arrays.copyOf(ours, ourProof + later.length - laterProof);
    System.arraycopy(later, laterProof, mixed, ourProof, later.length - laterProof);
    assertEquals(5, anywhere.run("verify", file("mixed.pdf", mixed)).exit());
  }

  @Test
  void scan_isVerifiedByItsCodeAndSaysThatTheRestWasNotRead() throws Exception {
    ConsentReceipt receipt = decide(KioskLanguage.ARABIC);
    BufferedImage page;
    Path scanned = directory.resolve("scan.pdf");
    try (PDDocument document = Loader.loadPDF(receipt.copy())) {
      page = new PDFRenderer(document).renderImageWithDPI(0, 200);
      document.save(scanned.toFile()); // as a viewer saves it: without the seal
    }
    JsonNode report = verified(scanned);
    assertTrue(report.get("form").asText().startsWith("Only its code was read"));
    Path photo = directory.resolve("photo.jpg");
    ImageIO.write(askew(page), "jpg", photo.toFile());
    JsonNode fromPhoto = verified(photo);
    assertEquals(report.get("record"), fromPhoto.get("record"));
    assertEquals(report.get("purpose"), fromPhoto.get("purpose"));
  }

  @Test
  void verify_saysWhereThereIsNoProof() throws Exception {
    ConsentReceipt receipt = decide(KioskLanguage.ENGLISH);
    byte[] kept = desk.consents().form(receipt.decisions().getFirst().consentId());
    assertRefused("There is no proof", file("kept.pdf", kept));
    Path empty = directory.resolve("empty.png");
    ImageIO.write(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png", empty.toFile());
    assertRefused("There is no proof", empty);
    byte[] png = Files.readAllBytes(empty);
    assertRefused("cannot be read", file("half.png", Arrays.copyOf(png, png.length / 2)));
    byte[] vast = png.clone();
    vast[16] = 1; // 16 million pixels wide, by its header
    assertRefused("million pixels", file("vast.png", vast));
    assertRefused(
        "cannot be read",
        file("torn.pdf", "%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII)));
    assertRefused("cannot be read", directory.resolve("absent.pdf"));
  }

  @Test
  void proof_tooLargeForOneCodeIsReadFromSeveralInAnyOrder() throws Exception {
    changeKeys();
    desk.close();
    Terminal home = new Terminal(directory.resolve("home"));
    Path proof = directory.resolve("proof.json");
    Path picture = directory.resolve("proof.png");
    Ran ran = home.run("proof", "Patient/jane", "--out", proof, "--qr", picture, "--json");
    assertEquals(0, ran.exit(), ran.err());
    List<Path> pictures = new ArrayList<>();
    JSON.readTree(ran.out()).get("qrCodes").forEach(n -> pictures.add(Path.of(n.asText())));
    assertTrue(pictures.size() > 1, ran.out());
    assertFalse(Files.exists(picture));
    Collections.reverse(pictures);
    assertEquals(verified(proof), verified(pictures.toArray(Path[]::new)));
    BufferedImage first = ImageIO.read(pictures.getFirst().toFile());
    BufferedImage all =
        new BufferedImage(
            first.getWidth() * pictures.size(), first.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pictures.size(); i++) {
      all.getGraphics()
          .drawImage(ImageIO.read(pictures.get(i).toFile()), i * first.getWidth(), 0, null);
    }
    Path together = directory.resolve("together.png");
    ImageIO.write(all, "png", together.toFile());
    assertEquals(verified(proof), verified(together));
    Ran lacking = anywhere.run("verify", pictures.getFirst());
    assertEquals(3, lacking.exit());
    assertTrue(lacking.err().contains("number 1"), lacking.err());
  }

  /// As `ledger rotate-key` does, without opening the home anew for each.
  private void changeKeys() throws Exception {
    CheckpointSigner old = desk.signer();
    for (int i = 0; i < KEY_CHANGES; i++) {
      CheckpointSigner next = CheckpointSigner.generate(old.origin());
      desk.journal().journal().checkpoint(old, Instant.now().truncatedTo(ChronoUnit.MILLIS));
      desk.journal()
          .changeKey(
              old,
              next,
              KeyChange.Cause.ROTATED,
              connection -> new Secrets(connection).put("checkpoint-key", next.keyBytes()));
      old = next;
    }
  }

  private ConsentReceipt decide(KioskLanguage language) throws Exception {
    KioskVisit visit = desk.kiosk().begin(desk.kioskCode(patient, "", false).code()).orElseThrow();
    return desk.kiosk()
        .decide(
            visit,
            new SignedConsent(
                List.of(
                    ConsentTerms.standard(ConsentPurpose.CARE, true, "", TODAY),
                    ConsentTerms.standard(ConsentPurpose.RESEARCH, true, "", TODAY),
                    ConsentTerms.standard(ConsentPurpose.TEACHING, false, "", TODAY)),
                language,
                new Signature.Typed("Jane Roe"),
                Optional.empty()));
  }

  /// As a hand holds a telephone: turned by 4 degrees, a little smaller, on a dark table.
  private static BufferedImage askew(BufferedImage page) {
    BufferedImage photo =
        new BufferedImage(
            page.getWidth() + 400, page.getHeight() + 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = photo.createGraphics();
    pen.setColor(new Color(0x55504a));
    pen.fillRect(0, 0, photo.getWidth(), photo.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform place = AffineTransform.getTranslateInstance(250, 150);
    place.rotate(Math.toRadians(4));
    place.scale(0.95, 0.95);
    pen.drawImage(page, place, null);
    pen.dispose();
    return photo;
  }

  private Path file(String name, byte[] bytes) throws Exception {
    return Files.write(directory.resolve(name), bytes);
  }

  private JsonNode verified(Path... files) throws Exception {
    List<Object> line = new ArrayList<>(List.of("verify", "--json"));
    line.addAll(List.of(files));
    Ran ran = anywhere.run(line.toArray());
    assertEquals(0, ran.exit(), ran.out() + ran.err());
    JsonNode report = JSON.readTree(ran.out());
    assertTrue(report.get("verified").asBoolean());
    return report;
  }

  private void assertRefused(String why, Path file) {
    Ran ran = anywhere.run("verify", file);
    assertEquals(3, ran.exit(), file + ran.out() + ran.err());
    assertTrue(ran.err().contains(why), ran.err());
  }

  private static int indexOf(byte[] bytes, String sought) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(sought);
  }
}
