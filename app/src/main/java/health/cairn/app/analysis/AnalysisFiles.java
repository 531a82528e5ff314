package health.cairn.app.analysis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import health.cairn.app.report.PdfReport;
import health.cairn.app.report.ReportContent;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryDraft;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.verify.ProofFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what an analysis found into a folder.
public final class AnalysisFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT);

  /// What a planning system reads, where it was asked for.
  public static final String STRUCTURES = PlanningStructures.NAME;

  /// Whatever [#writeAll] may write: files of an earlier run under these names are of another study.
  public static final List<String> NAMES =
      List.of(
          "overlays",
          ExplanationPictures.FOLDER,
          ResultObjects.SEGMENTATION,
          ResultObjects.ORGANS,
          ResultObjects.MEASUREMENTS,
          STRUCTURES,
          "report.pdf",
          "proof.json",
          "result.json");

  private AnalysisFiles() {}

  /// `result.json` only.
  ///
  /// @return its content
  public static String writeResult(
      Analysis analysis, List<Refusal> refused, ResultJson.AnchorPart anchor, Path directory)
      throws IOException {
    String json = JSON.writeValueAsString(ResultJson.of(analysis, refused, anchor));
    Files.writeString(directory.resolve("result.json"), json + "\n");
    return json;
  }

  /// Everything: the segmentation, the measurements, pictures, the report, a proof, and `result.json` last.
  ///
  /// @param structures whether to write `structures.dcm` for dose planning as well
  /// @return content of `result.json`
  public static String writeAll(
      Analysis given,
      List<Refusal> refused,
      Optional<FhirContext> record,
      boolean structures,
      Path directory)
      throws IOException, ImagingException {
    long start = System.nanoTime();
    Analysis analysis = withContradiction(given, record);
    KeyPictures pictures = KeyPictures.of(analysis);
    pictures.writeOverlays(directory.resolve("overlays"));
    ExplanationPictures.write(
        analysis.explanations(), directory.resolve(ExplanationPictures.FOLDER));
    ResultObjects objects = ResultObjects.write(analysis, directory);
    if (structures) {
      analysis = PlanningStructures.write(analysis, directory);
    }
    ResultJson.AnchorPart anchor =
        prove(objects.proved().map(WrittenObject::file), analysis, directory);
    ReportContent report =
        ReportWords.of(
            analysis,
            pictures,
            "Proof prepared by this run (proof.json); not in any journal, not yet anchored.",
            "Proposed by models; not decided by a person.",
            LocalDateTime.now(ZoneId.systemDefault()));
    try (OutputStream out = Files.newOutputStream(directory.resolve("report.pdf"))) {
      PdfReport.write(report, out);
    }
    long writeMs = (System.nanoTime() - start) / 1_000_000;
    return writeResult(
        analysis.withTimings(analysis.timings().withWrite(writeMs)), refused, anchor, directory);
  }

  private static Analysis withContradiction(Analysis analysis, Optional<FhirContext> record) {
    Optional<String> against = record.flatMap(r -> r.contradiction(analysis.study().patient()));
    if (against.isEmpty()) {
      return analysis;
    }
    List<String> warnings = new ArrayList<>(analysis.warnings());
    warnings.addFirst(against.get());
    return analysis.withWarnings(warnings);
  }

  /// An entry in a journal of this run's own, signed by a key that is then forgotten: it shows that the
  /// segmentation was not changed since, to whoever keeps the proof; a home's journal shows more.
  private static ResultJson.AnchorPart prove(
      Optional<Path> segmentation, Analysis analysis, Path directory) throws IOException {
    byte[] content =
        segmentation.isPresent()
            ? Files.readAllBytes(segmentation.get())
            : "no segmentation".getBytes(StandardCharsets.UTF_8);
    try {
      Journal journal = new Journal(new InMemoryJournalStore());
      CheckpointSigner signer = CheckpointSigner.generate("cairn/analyze");
      Instant now = Instant.now();
      Entry entry =
          journal
              .append(
                  List.of(
                      EntryDraft.ofContent(
                          EventKind.RESULT_PRODUCED,
                          now,
                          "cairn analyze",
                          "analysed without a home",
                          "Study/" + analysis.study().studyInstanceUid(),
                          1,
                          content)))
              .getFirst();
      SignedCheckpoint checkpoint = journal.checkpoint(signer, now);
      ProofFile proof =
          ProofFile.revealing(
              journal.prove(entry.index(), checkpoint), signer.verificationKey(), null);
      Files.write(directory.resolve("proof.json"), proof.toBytes());
      return new ResultJson.AnchorPart(
          "Prepared", proof.leafHash().hex(), checkpoint.checkpoint().root().hex(), null);
    } catch (LedgerException e) {
      throw new IllegalStateException("a journal in memory cannot fail", e);
    }
  }
}
