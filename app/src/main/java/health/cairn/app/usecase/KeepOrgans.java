package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.OrganPart;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.FindingWords;
import health.cairn.app.analysis.KeyPictures;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.ResultObjects;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.KeySlice;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.FindingLinks.SegmentAt;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.finding.FindingWriter;
import health.cairn.fhir.finding.ModelAuthor;
import health.cairn.fhir.finding.RecordIds;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.volume.Laterality;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Writes organs at risk that a model outlined into the patient's record, each part as a proposal of its own: a DICOM
/// Segmentation, a Measurement Report, FHIR records, and journal entries for all of them, in one transaction.
///
/// What the same model outlined on the same series before, and nobody rejected, is not proposed a second time.
public final class KeepOrgans {
  private final Database database;
  private final ObjectStore objects;
  private final StudyIntake intake;
  private final DeskJournal journal;
  private final StoreRecords storeRecords;
  private final DicomReader reader;
  private final AnalyzeStudy.Beside beside;
  private final FindingSources sources;
  private final Clock clock;

  /// @param beside the note of the models that the program came with
  public KeepOrgans(
      Database database,
      ObjectStore objects,
      StudyIntake intake,
      DeskJournal journal,
      StoreRecords storeRecords,
      DicomReader reader,
      AnalyzeStudy.Beside beside,
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

  /// What one model outlined once on one series.
  private record Structure(String modelSha256, String seriesInstanceUid, String label) {
    static Structure of(Organ organ, OrganPart part) {
      return new Structure(
          organ.model().sha256(),
          organ.reading().series().seriesInstanceUid(),
          part.segment().label());
    }

    /// Empty for what no model found on a series that is known.
    static Optional<Structure> of(FindingView finding) {
      return finding
          .modelSha256()
          .flatMap(
              sha ->
                  finding
                      .keySlice()
                      .map(KeySlice::seriesInstanceUid)
                      .map(series -> new Structure(sha, series, finding.title())));
    }
  }

  /// Spares a search whose answer would be refused: both sides are findings already.
  ///
  /// @throws CairnException REFUSED then
  void requireUnknown(Analysis before, OrganSearch search) throws CairnException {
    Optional<Reading> first = OrganSearch.first(before);
    if (first.isEmpty()) {
      return;
    }
    String series = first.get().series().seriesInstanceUid();
    String model = search.model().sha256();
    List<Structure> known = database.read(c -> known(c, before.study().studyInstanceUid()));
    boolean both =
        Arrays.stream(Laterality.values())
            .allMatch(
                side ->
                    known.stream()
                        .filter(s -> s.modelSha256().equals(model))
                        .filter(s -> s.seriesInstanceUid().equals(series))
                        .anyMatch(s -> Laterality.named(s.label()).equals(Optional.of(side))));
    if (both) {
      throw standing(search.model());
    }
  }

  /// @param found with at least one organ, all of one model and series
  /// @param notes what a reader should know of all of them, one sentence each; they are kept with each finding
  /// @return what was left as it stands, one sentence each
  /// @throws CairnException REFUSED where all of it is a finding already
  List<String> run(Analysis found, List<String> notes) throws CairnException {
    String uid = found.study().studyInstanceUid();
    List<Structure> known = database.read(c -> known(c, uid));
    List<Organ> fresh = without(found.organs(), known);
    if (fresh.isEmpty()) {
      throw standing(found.organs().getFirst().model());
    }
    try (Scratch scratch = Scratch.create()) {
      List<WrittenObject> written =
          ResultObjects.writeOrgans(found.withOrgans(fresh, List.of()), scratch.directory());
      List<Source> files = written.stream().map(o -> Source.of(o.file())).toList();
      Study results = reader.readSources(files, Progress.NONE).studies().getFirst();
      try (StudyIntake.Staged staged = intake.stage(results, Progress.NONE)) {
        return journal.append(
            (connection, entries) -> {
              if (!without(fresh, known(connection, uid)).equals(fresh)) {
                throw standing(fresh.getFirst().model());
              }
              beside.add(connection, entries);
              staged.commit(
                  connection, entries, EventKind.RESULT_PRODUCED, "organs outlined and measured");
              store(
                  connection,
                  entries,
                  found.study(),
                  fresh,
                  notes,
                  written.getFirst().sopInstanceUid());
              return left(found.organs(), fresh);
            });
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private void store(
      Connection connection,
      DeskJournal.Entries entries,
      Study study,
      List<Organ> organs,
      List<String> notes,
      String segSopInstanceUid)
      throws SQLException, CairnException {
    Instant now = clock.instant();
    String uid = study.studyInstanceUid();
    String patientKey = new StudyCatalogue(connection, objects).patientOf(uid).orElseThrow();
    String patient = storeRecords.patientReference(connection, entries, patientKey);
    FindingWriter.Written written =
        FindingWriter.propose(
            new health.cairn.fhir.finding.Analysis(
                patient,
                sources.study(
                    connection,
                    study,
                    patient,
                    organs.getFirst().reading().series().seriesInstanceUid()),
                organs.stream().flatMap(o -> parts(o, notes)).toList(),
                Optional.empty(),
                now),
            RecordIds.derivedFrom(uid + "/organs/" + now));
    storeRecords.put(connection, written.records(), "proposed by a model", entries);
    List<Link> links = new ArrayList<>();
    for (String finding : written.findings()) {
      SegmentAt outline = new SegmentAt(segSopInstanceUid, links.size() + 1);
      links.add(new Link(finding, uid, patientKey, written.report(), Optional.of(outline)));
    }
    new FindingLinks(connection).add(links);
  }

  /// In the order of the segments.
  private static Stream<health.cairn.fhir.finding.Analysis.Tumour> parts(
      Organ organ, List<String> notes) {
    List<String> why = Stream.concat(FindingWords.whyPart(organ).stream(), notes.stream()).toList();
    return organ.parts().stream().map(part -> part(organ, part, why));
  }

  private static health.cairn.fhir.finding.Analysis.Tumour part(
      Organ organ, OrganPart part, List<String> why) {
    ModelRef model = organ.model();
    OptionalDouble mm = part.toTumourMm();
    return new health.cairn.fhir.finding.Analysis.Tumour(
        part.segment().label(),
        Optional.of(TumourCodes.of(part.segment().code())),
        new ModelAuthor(model.name(), model.version(), model.sha256()),
        part.segment().mask().volumeMl(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        mm.isPresent() ? Optional.of(mm.getAsDouble()) : Optional.empty(),
        part.uncertainty(),
        why,
        Optional.of(
            new health.cairn.fhir.finding.Analysis.KeySlice(
                organ.reading().series().seriesInstanceUid(),
                KeyPictures.fullestSlice(part.segment().mask()))));
  }

  private static List<Structure> known(Connection connection, String studyInstanceUid)
      throws SQLException, CairnException {
    try {
      return Findings.views(connection, studyInstanceUid).stream()
          .filter(FindingView::organ)
          .filter(f -> f.status() != FindingView.Status.REJECTED)
          .flatMap(f -> Structure.of(f).stream())
          .toList();
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }

  private static List<Organ> without(List<Organ> organs, List<Structure> known) {
    return organs.stream()
        .map(
            organ ->
                organ.withParts(
                    organ.parts().stream()
                        .filter(part -> !known.contains(Structure.of(organ, part)))
                        .toList()))
        .filter(organ -> !organ.parts().isEmpty())
        .toList();
  }

  private static List<String> left(List<Organ> found, List<Organ> fresh) {
    List<Structure> stored = fresh.stream().flatMap(KeepOrgans::structures).toList();
    return found.stream()
        .flatMap(KeepOrgans::structures)
        .filter(s -> !stored.contains(s))
        .map(s -> "The %s is a finding already and stays as it is.".formatted(s.label()))
        .toList();
  }

  private static Stream<Structure> structures(Organ organ) {
    return organ.parts().stream().map(part -> Structure.of(organ, part));
  }

  private static CairnException standing(ModelRef model) {
    return new CairnException(
        CairnException.Kind.REFUSED,
        "%s has outlined these on the same series before, and they are among the findings: reject or withdraw them to have them outlined anew."
            .formatted(FindingWords.model(model)));
  }
}
