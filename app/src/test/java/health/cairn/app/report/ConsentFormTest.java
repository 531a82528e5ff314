package health.cairn.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.qr.QrReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentFormTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
  private static final String PROOF = "CAIRN2:" + "9.%+H:K2 Q7-Z*$/EXB45".repeat(50);

  @ParameterizedTest
  @EnumSource
  void write_carriesASquareThatAPhoneReads(KioskLanguage language) throws Exception {
    byte[] pdf = ConsentForm.write(jane("Jane Doe"), signed(language), NOW, PROOF);
    assertTrue(pdf.length < 600_000, pdf.length + " bytes");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(language.tag(), document.getDocumentCatalog().getLanguage());
    }
    assertEquals(Set.of(PROOF), QrReader.onPages(pdf));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ARABIC")
  void write_saysEveryDecisionInTheWordsOfTheScreen(KioskLanguage language) throws Exception {
    KioskTexts texts = KioskTexts.of(language);
    String text = text(ConsentForm.write(jane("Jane Doe"), signed(language), NOW, ""));
    assertTrue(text.contains("Jane Doe"), text);
    for (ConsentTerms terms : signed(language).terms()) {
      assertTrue(text.contains(texts.name(terms)), text);
    }
    assertTrue(text.contains(texts.date(TODAY.plusYears(5))), text);
  }

  @Test
  void write_printsANameThatItsFontLacks() throws Exception {
    byte[] pdf = ConsentForm.write(jane("ليلى حداد"), signed(KioskLanguage.GERMAN), NOW, "");
    assertTrue(!text(pdf).contains("?, "), "no question marks in place of a name");
  }

  private static PatientHeader jane(String name) {
    return new PatientHeader("k", "4711", name, Optional.of(LocalDate.of(1972, 3, 12)), "F");
  }

  private static SignedConsent signed(KioskLanguage language) {
    List<ConsentTerms> terms = new ArrayList<>();
    for (ConsentPurpose purpose : ConsentPurpose.values()) {
      terms.add(
          ConsentTerms.standard(
              purpose, purpose != ConsentPurpose.TEACHING, "Charité Berlin", TODAY));
    }
    Signature.Stroke stroke =
        new Signature.Stroke(
            List.of(
                new Signature.Point(0.1, 0.8),
                new Signature.Point(0.4, 0.1),
                new Signature.Point(0.9, 0.7)));
    return new SignedConsent(
        terms, language, new Signature.Drawn(List.of(stroke), 3), Optional.of("Nurse Sato"));
  }

  private static String text(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}
