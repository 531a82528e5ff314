package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.analysis.FindingWords;
import health.cairn.app.analysis.ResultObjects;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.analysis.TypeWords;
import health.cairn.app.desk.FindingView;
import health.cairn.app.insight.AnalysisRow;
import health.cairn.app.store.AnalysisRows;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.FindingLinks.SegmentAt;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.store.TumourTypeStore;
import health.cairn.fhir.Code;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.finding.FindingWriter;
import health.cairn.fhir.finding.ModelAuthor;
import health.cairn.fhir.finding.RecordIds;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.BurnedIn;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.Scanner;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the second reader on a stored study, and writes what it proposes into the record: a DICOM
/// Segmentation, a Measurement Report, FHIR records, and journal entries for all of them, in one transaction.
public final class AnalyzeStudy {
  private final Database database;
  private final ObjectStore objects;
  private final StudyIntake intake;
  private final DeskJournal journal;
  private final StoreRecords storeRecords;
  private final DicomReader reader;
  private final Beside beside;
  private final FindingSources sources;
  private final Clock clock;

  /// What else is stored with a result, or not at all.
  @FunctionalInterface
  public interface Beside {
    void add(Connection connection, DeskJournal.Entries entries)
        throws SQLException, CairnException;
  }

  /// @param beside the note of the models that the program came with
  public AnalyzeStudy(
      Database database,
      ObjectStore objects,
      StudyIntake intake,
      DeskJournal journal,
      StoreRecords storeRecords,
      DicomReader reader,
      Beside beside,
      Clock clock) {
    this.database = database;
    this.objects = objects;
    this.intake = intake;
    this.journal = journal;
    this.storeRecords = storeRecords;
    this.reader = reader;
    this.beside = beside;
    this.clock = clock;
    this.sources = new FindingSources(objects);
  }

  /// @throws CairnException REFUSED for an unknown study, one with proposals nobody has decided on, or
  ///   one without a series to segment; INTEGRITY for a model that is not what its card says
  public Analysis run(String studyInstanceUid, StudyAnalyzer analyzer, Progress progress)
      throws CairnException {
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(studyInstanceUid))
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED, "There is no such study here."));
    try (Scratch scratch = Scratch.create()) {
      Analysis analysis = analyzer.analyze(study, 0, progress);
      if (analysis.tumour().isEmpty()) {
        throw new CairnException(
            CairnException.Kind.REFUSED, String.join(" ", analysis.warnings()));
      }
      progress.report("Writing findings", 0, 0);
      ResultObjects objects = ResultObjects.write(analysis, scratch.directory());
      List<Source> files = objects.all().stream().map(o -> Source.of(o.file())).toList();
      ReadResult written = reader.readSources(files, Progress.NONE);
      try (StudyIntake.Staged staged = intake.stage(written.studies().getFirst(), Progress.NONE)) {
        store(
            study,
            analysis,
            staged,
            objects.segmentation().map(WrittenObject::sopInstanceUid),
            analyzer.asServing());
        return analysis;
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private void store(
      Study study,
      Analysis analysis,
      StudyIntake.Staged staged,
      Optional<String> segSopInstanceUid,
      boolean asServing)
      throws CairnException {
    Instant now = clock.instant();
    Instance shown = analysis.tumour().orElseThrow().reading().series().instances().getFirst();
    AnalysisRow row = AnalysisRow.of(analysis, scanner(shown));
    // Slices with text in them may name the patient; then only the answers can be learnt from.
    List<byte[]> slices = burnedIn(shown) ? List.of() : MemberEvidence.slices(analysis);
    journal.append(
        (connection, entries) -> {
          String uid = study.studyInstanceUid();
          requireDecided(connection, uid, analysis);
          beside.add(connection, entries);
          staged.commit(connection, entries, EventKind.RESULT_PRODUCED, "segmented and measured");
          StudyCatalogue catalogue = new StudyCatalogue(connection, objects);
          String patientKey = catalogue.patientOf(uid).orElseThrow();
          String patient = storeRecords.patientReference(connection, entries, patientKey);
          FindingWriter.Written written =
              FindingWriter.propose(
                  new health.cairn.fhir.finding.Analysis(
                      patient,
                      sources.study(
                          connection,
                          study,
                          patient,
                          analysis.tumour().orElseThrow().reading().series().seriesInstanceUid()),
                      tumours(analysis),
                      classification(analysis),
                      now),
                  RecordIds.derivedFrom(uid + "/" + now));
          storeRecords.put(connection, written.records(), "proposed by a model", entries);
          new FindingLinks(connection)
              .add(links(written, uid, patientKey, segSopInstanceUid, outlines(analysis)));
          if (classification(analysis).isPresent()) {
            new TumourTypeStore(connection)
                .add(written.findings().getLast(), TypeWords.of(analysis));
          }
          if (asServing) {
            // Pictures only of patients who agreed; answers of the others go once the finding is
            // decided.
            boolean agreed = new LearningStore(connection).agreed(patientKey);
            follow(connection, analysis, row, now, written.findings(), agreed ? slices : List.of());
          }
          return written;
        });
  }

  /// What tells how those that serve here do over time, and what can be learnt from.
  private static void follow(
      Connection connection,
      Analysis analysis,
      AnalysisRow row,
      Instant now,
      List<String> findings,
      List<byte[]> slices)
      throws SQLException {
    new AnalysisRows(connection)
        .add(LocalDate.ofInstant(now, ZoneOffset.UTC), row.models(), row.json(), findings);
    // Where nothing was outlined the middle of the stack was asked: no example of a tumour a reader
    // names.
    Optional<String> answers =
        outlines(analysis) > 0 ? MemberEvidence.of(analysis) : Optional.empty();
    if (answers.isPresent()) {
      new LearningStore(connection)
          .propose(findings.getLast(), MemberEvidence.proposed(analysis), answers.get(), slices);
    }
  }

  private static Scanner scanner(Instance shown) throws CairnException {
    try {
      return Scanner.of(shown);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static boolean burnedIn(Instance shown) throws CairnException {
    try {
      return BurnedIn.said(shown);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// Organs that a model outlined which was not asked here may wait for a decision longer.
  private static void requireDecided(
      Connection connection, String studyInstanceUid, Analysis analysis)
      throws SQLException, CairnException {
    List<String> asked =
        analysis.tumour().stream().flatMap(t -> t.models().stream()).map(ModelRef::sha256).toList();
    try {
      if (Findings.views(connection, studyInstanceUid).stream()
          .filter(f -> f.status() == FindingView.Status.PROPOSED)
          .anyMatch(f -> !f.organ() || f.modelSha256().filter(asked::contains).isPresent())) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "This study has findings that nobody has decided on; accept or reject them first.");
      }
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }

  private List<Link> links(
      FindingWriter.Written written,
      String uid,
      String patientKey,
      Optional<String> seg,
      int outlines) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < written.findings().size(); i++) {
      // Tumours come first, in the order of the segments; the classification has no outline of its
      // own.
      int number = i + 1;
      boolean outlined = number <= outlines;
      links.add(
          new Link(
              written.findings().get(i),
              uid,
              patientKey,
              written.report(),
              outlined ? seg.map(s -> new SegmentAt(s, number)) : Optional.empty()));
    }
    return links;
  }

  private static int outlines(Analysis analysis) {
    return analysis.tumour().map(t -> t.outlined().size()).orElse(0);
  }

  private static List<health.cairn.fhir.finding.Analysis.Tumour> tumours(Analysis analysis) {
    Tumour tumour = analysis.tumour().orElseThrow();
    return tumour.outlined().stream().map(o -> tumour(tumour, o)).toList();
  }

  private static health.cairn.fhir.finding.Analysis.Tumour tumour(
      Tumour tumour, Outlined outlined) {
    return new health.cairn.fhir.finding.Analysis.Tumour(
        outlined.found().segment().label(),
        organ(outlined),
        author(outlined.origin().model()),
        outlined.found().segment().mask().volumeMl(),
        outlined
            .found()
            .volumeCi95Ml()
            .map(ci -> new health.cairn.fhir.finding.Analysis.Interval(ci.low(), ci.high())),
        // Their codes say that they are of a tumour.
        outlined.organ() ? Optional.empty() : Optional.of(outlined.diameters().longestMm()),
        outlined.organ() ? Optional.empty() : Optional.of(outlined.diameters().perpendicularMm()),
        outlined.toTumourMm().stream().boxed().findFirst(),
        outlined.found().uncertainty(),
        FindingWords.why(outlined),
        Optional.of(keySlice(tumour, outlined)));
  }

  private static Optional<Code> organ(Outlined outlined) {
    return outlined.organ()
        ? Optional.of(TumourCodes.of(outlined.found().segment().code()))
        : Optional.empty();
  }

  private static Optional<health.cairn.fhir.finding.Analysis.Classification> classification(
      Analysis analysis) {
    Tumour tumour = analysis.tumour().orElseThrow();
    return analysis.classification().map(c -> classification(c, tumour));
  }

  private static health.cairn.fhir.finding.Analysis.Classification classification(
      Classification found, Tumour tumour) {
    return new health.cairn.fhir.finding.Analysis.Classification(
        author(found.model()),
        found.probabilities().entrySet().stream()
            .map(
                e ->
                    new health.cairn.fhir.finding.Analysis.Category(
                        e.getKey(), TumourCodes.of(e.getKey()), e.getValue()))
            .toList(),
        found.abstained(),
        found.uncertainty(),
        FindingWords.why(found),
        tumour.outlined().stream().findFirst().map(o -> keySlice(tumour, o)));
  }

  private static health.cairn.fhir.finding.Analysis.KeySlice keySlice(
      Tumour tumour, Outlined outlined) {
    return new health.cairn.fhir.finding.Analysis.KeySlice(
        tumour.reading().series().seriesInstanceUid(), outlined.keySlice());
  }

  private static ModelAuthor author(ModelRef model) {
    return new ModelAuthor(model.name(), model.version(), model.sha256());
  }
}
