package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.KeptOutlines;
import health.cairn.app.analysis.KeyPictures;
import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.FindingView;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.FindingLinks.SegmentAt;
import health.cairn.app.store.LearningStore.Kept;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.OutlineDrafts;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.finding.Analysis.KeySlice;
import health.cairn.fhir.finding.Decision;
import health.cairn.fhir.finding.FindingWriter;
import health.cairn.fhir.finding.OwnFinding;
import health.cairn.fhir.finding.OwnFindingWriter;
import health.cairn.fhir.finding.RecordIds;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SegOrigin;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SegmentMarks;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.imaging.measure.Diameters;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.volume.Mask;
import health.cairn.ledger.journal.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A reader drew an outline here: it is stored as a Segmentation that names them, and becomes the figures of the
/// finding it corrects, or a finding of the reader's own where no model had seen anything.
public final class KeepOutline {
  private static final String NO_LESION =
      "not kept: models learn from outlines of tumours, and this is an organ";

  private final Database database;
  private final ObjectStore objects;
  private final StudyIntake intake;
  private final DeskJournal journal;
  private final DecideFinding deciding;
  private final StoreRecords storeRecords;
  private final DicomReader reader;
  private final Clock clock;
  private final FindingSources sources;
  private final KeepExample examples;

  public KeepOutline(
      Database database,
      ObjectStore objects,
      StudyIntake intake,
      DeskJournal journal,
      DecideFinding deciding,
      StoreRecords storeRecords,
      DicomReader reader,
      Clock clock) {
    this.database = database;
    this.objects = objects;
    this.intake = intake;
    this.journal = journal;
    this.deciding = deciding;
    this.storeRecords = storeRecords;
    this.reader = reader;
    this.clock = clock;
    this.sources = new FindingSources(objects);
    this.examples = new KeepExample(objects);
  }

  /// @param finding that the outline belongs to
  /// @param example what became of it as an example, in words
  public record Done(String finding, String example) {}

  /// What is ready to be stored.
  ///
  /// @param example what could become one; empty of a series that shows something else than is learnt from
  private record Ready(Study study, String sopInstanceUid, Optional<OutlinedSlices> example) {}

  /// @param kind as [DrawnOutline#kind]
  /// @throws CairnException REFUSED as [health.cairn.app.desk.Workstation#keepOutline]
  public Done run(DrawnOutline drawn, Optional<TumourClass> kind, Progress progress)
      throws CairnException {
    if (drawn.segment().mask().isEmpty()) {
      throw refused(
          "The outline is empty: to say that there is nothing, reject the finding instead.");
    }
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(drawn.studyInstanceUid()))
            .orElseThrow(() -> refused("There is no such study here."));
    Series series =
        study.series().stream()
            .filter(s -> s.seriesInstanceUid().equals(drawn.seriesInstanceUid()))
            .findFirst()
            .orElseThrow(() -> refused("The series that was drawn on is not part of the study."));
    Optional<FindingView> corrected = corrected(drawn);
    try (Scratch scratch = Scratch.create()) {
      progress.report("Keeping the outline", 0, 0);
      Stack stack = stack(series, drawn, progress);
      Path file = scratch.directory().resolve("outline.dcm");
      WrittenObject written =
          new SegWriter()
              .write(
                  series,
                  stack,
                  List.of(
                      new SegWriter.Drawn(drawn.segment(), origin(corrected), SegmentMarks.NONE)),
                  file);
      Ready ready =
          new Ready(
              study,
              written.sopInstanceUid(),
              series.role() == SequenceRole.T1C
                  ? Optional.of(OutlinedSlices.of(series, stack, drawn.segment().mask()))
                  : Optional.empty());
      Study offered =
          reader.readSources(List.of(Source.of(file)), Progress.NONE).studies().getFirst();
      try (StudyIntake.Staged staged = intake.stage(offered, Progress.NONE)) {
        return journal.append(
            (connection, entries) -> {
              staged.commit(connection, entries, EventKind.RECORD_STORED, "outlined by a reader");
              return store(connection, entries, drawn, corrected, ready, kind);
            });
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Done store(
      Connection connection,
      DeskJournal.Entries entries,
      DrawnOutline drawn,
      Optional<FindingView> corrected,
      Ready ready,
      Optional<TumourClass> kind)
      throws SQLException, CairnException {
    SegmentAt outline = new SegmentAt(ready.sopInstanceUid(), 1);
    String finding =
        corrected.isPresent()
            ? amend(connection, entries, corrected.get(), drawn, outline)
            : state(connection, entries, drawn, ready, outline);
    new OutlineDrafts(connection).delete(drawn.studyInstanceUid(), journal.actor());
    if (corrected.filter(FindingView::organ).isPresent()) {
      return new Done(finding, NO_LESION);
    }
    if (ready.example().isEmpty()) {
      return new Done(finding, Kept.OTHER_SEQUENCE.words());
    }
    return new Done(
        finding,
        examples
            .keep(
                connection,
                drawn.studyInstanceUid(),
                drawn.seriesInstanceUid(),
                ready.example().get(),
                kind,
                () -> Kept.NO_KIND)
            .words());
  }

  private String amend(
      Connection connection,
      DeskJournal.Entries entries,
      FindingView corrected,
      DrawnOutline drawn,
      SegmentAt outline)
      throws SQLException, CairnException {
    Mask mask = drawn.segment().mask();
    // Their codes say that they are of a tumour.
    Optional<Diameters> diameters =
        corrected.organ() ? Optional.empty() : Optional.of(InPlaneDiameters.of(mask));
    deciding.decide(
        connection,
        entries,
        corrected.findingId(),
        new Decision.Amend(
            deciding.person(),
            clock.instant(),
            drawn.note(),
            Optional.of(mask.volumeMl()),
            diameters.map(Diameters::longestMm),
            diameters.map(Diameters::perpendicularMm),
            Optional.empty()));
    new FindingLinks(connection).outlineAnew(corrected.findingId(), outline);
    return corrected.findingId();
  }

  private String state(
      Connection connection,
      DeskJournal.Entries entries,
      DrawnOutline drawn,
      Ready ready,
      SegmentAt outline)
      throws SQLException, CairnException {
    Instant now = clock.instant();
    Mask mask = drawn.segment().mask();
    Diameters diameters = InPlaneDiameters.of(mask);
    String uid = drawn.studyInstanceUid();
    String patientKey = new StudyCatalogue(connection, objects).patientOf(uid).orElseThrow();
    String patient = storeRecords.patientReference(connection, entries, patientKey);
    FindingWriter.Written written =
        OwnFindingWriter.write(
            new OwnFinding(
                patient,
                sources.study(connection, ready.study(), patient, drawn.seriesInstanceUid()),
                deciding.person(),
                now,
                drawn.segment().label(),
                mask.volumeMl(),
                diameters.longestMm(),
                diameters.perpendicularMm(),
                drawn.note(),
                Optional.of(
                    new KeySlice(drawn.seriesInstanceUid(), KeyPictures.fullestSlice(mask)))),
            RecordIds.derivedFrom(uid + "/" + drawn.seriesInstanceUid() + "/own/" + now));
    storeRecords.put(connection, written.records(), "outlined by a reader", entries);
    String finding = written.findings().getFirst();
    new FindingLinks(connection)
        .add(List.of(new Link(finding, uid, patientKey, written.report(), Optional.of(outline))));
    return finding;
  }

  private Stack stack(Series series, DrawnOutline drawn, Progress progress)
      throws ImagingException, CairnException {
    return reader.volumes(series, progress).stacks().stream()
        .filter(s -> s.volume().grid().equals(drawn.segment().mask().grid()))
        .findFirst()
        .orElseThrow(
            () -> refused("The series has changed since it was drawn on; open the study again."));
  }

  /// The finding as it stands, in the same study.
  private Optional<FindingView> corrected(DrawnOutline drawn) throws CairnException {
    if (drawn.findingId().isEmpty()) {
      return Optional.empty();
    }
    List<FindingView> all =
        database.read(
            connection -> {
              try {
                return Findings.views(connection, drawn.studyInstanceUid());
              } catch (FhirException e) {
                throw Failures.of(e);
              }
            });
    Optional<FindingView> found =
        all.stream().filter(f -> drawn.findingId().get().equals(f.findingId())).findFirst();
    if (found.isEmpty()) {
      throw refused("The finding that was corrected is not part of this study.");
    }
    return found;
  }

  private SegOrigin origin(Optional<FindingView> corrected) {
    String by = deciding.person().name();
    return corrected
        .flatMap(KeptOutlines::algorithm)
        .<SegOrigin>map(algorithm -> new SegOrigin.Semiautomatic(algorithm, by))
        .orElseGet(() -> new SegOrigin.Manual(by));
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
