package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.desk.FindingView;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.FindingLinks.SegmentAt;
import health.cairn.app.store.LearningStore.Kept;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.usecase.ReaderOutline.Drawn;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.finding.Decision;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.Segmentation;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.imaging.measure.Diameters;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.ledger.journal.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reader outlined the tumour anew, here or in other software: their Segmentation is stored, the model's
/// finding takes its figures and its place in the images, and, where the patient agreed to that, the slices become
/// examples to learn from.
public final class AmendOutline {
  private final Database database;
  private final ObjectStore objects;
  private final StudyIntake intake;
  private final DeskJournal journal;
  private final Gate gate;
  private final DecideFinding deciding;
  private final DicomReader reader;
  private final Clock clock;
  private final KeepExample examples;

  public AmendOutline(
      Database database,
      ObjectStore objects,
      StudyIntake intake,
      DeskJournal journal,
      Gate gate,
      DecideFinding deciding,
      DicomReader reader,
      Clock clock) {
    this.database = database;
    this.objects = objects;
    this.intake = intake;
    this.journal = journal;
    this.gate = gate;
    this.deciding = deciding;
    this.reader = reader;
    this.clock = clock;
    this.examples = new KeepExample(objects);
  }

  /// What became of a reader's outline.
  ///
  /// @param finding the model's that it amends; empty where the model outlined nothing there
  /// @param slices that the outline touches
  public record Amended(
      String studyInstanceUid, Optional<String> finding, double volumeMl, int slices, Kept kept) {}

  /// @param kind of the tumour; empty where a reader has decided on that finding
  /// @param note in the reader's words, or empty
  /// @throws CairnException REFUSED for what is no single outline of a person on the T1 series after contrast
  ///   agent of a study that is here; then nothing is stored
  public Amended run(Path file, Optional<TumourClass> kind, String note) throws CairnException {
    try (Scratch scratch = Scratch.create()) {
      Study offered =
          ReaderOutline.study(reader.read(List.of(file), scratch.directory(), Progress.NONE), file);
      Study study =
          database
              .read(c -> new StudyCatalogue(c, objects).study(offered.studyInstanceUid()))
              .orElseThrow(
                  () ->
                      refused(
                          file
                              + " was drawn on a study that is not here; import the study first."));
      gate.require(
          Action.DECIDE,
          database.read(
              c ->
                  new StudyCatalogue(c, objects)
                      .patientOf(study.studyInstanceUid())
                      .orElseThrow()));
      Drawn drawn = ReaderOutline.of(offered, study, reader, file);
      OutlinedSlices outlined =
          OutlinedSlices.of(drawn.series(), drawn.stack(), drawn.segment().mask());
      try (StudyIntake.Staged staged = intake.stage(offered, Progress.NONE)) {
        if (!staged.refused().isEmpty()) {
          throw refused(file + ": " + staged.refused().getFirst().reason() + ".");
        }
        return journal.append(
            (connection, entries) -> {
              staged.commit(connection, entries, EventKind.RECORD_STORED, "outlined by a reader");
              return amend(connection, entries, study, drawn, outlined, kind, note);
            });
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Amended amend(
      Connection connection,
      DeskJournal.Entries entries,
      Study study,
      Drawn drawn,
      OutlinedSlices outlined,
      Optional<TumourClass> kind,
      String note)
      throws SQLException, CairnException {
    String uid = study.studyInstanceUid();
    double volume = drawn.segment().mask().volumeMl();
    Optional<Link> corrected = corrected(connection, study, drawn);
    if (corrected.isPresent()) {
      Diameters diameters = InPlaneDiameters.of(drawn.segment().mask());
      deciding.decide(
          connection,
          entries,
          corrected.get().reference(),
          new Decision.Amend(
              deciding.person(),
              clock.instant(),
              note,
              Optional.of(volume),
              Optional.of(diameters.longestMm()),
              Optional.of(diameters.perpendicularMm()),
              Optional.empty()));
      new FindingLinks(connection)
          .outlineAnew(
              corrected.get().reference(), new SegmentAt(drawn.sopInstanceUid(), drawn.number()));
    }
    return new Amended(
        uid,
        corrected.map(Link::reference),
        volume,
        outlined.slices().size(),
        examples.keep(
            connection,
            uid,
            drawn.series().seriesInstanceUid(),
            outlined,
            kind,
            () -> {
              throw refused(
                  "No reader has decided what kind of tumour it is: say it with --kind glioma,"
                      + " meningioma or pituitary.");
            }));
  }

  /// The latest outline of a tumour by a model on the same series that is not withdrawn; of several the one that shares most
  /// voxels.
  private Optional<Link> corrected(Connection connection, Study study, Drawn drawn)
      throws SQLException, CairnException {
    List<Candidate> candidates = new ArrayList<>();
    try {
      List<String> open =
          Findings.views(connection, study.studyInstanceUid()).stream()
              .filter(f -> f.status() != FindingView.Status.REJECTED && !f.organ())
              .map(FindingView::findingId)
              .toList();
      for (Link link : new FindingLinks(connection).ofStudy(study.studyInstanceUid())) {
        Optional<Instance> object =
            link.segment().filter(s -> open.contains(link.reference())).stream()
                .flatMap(s -> ReaderOutline.instance(study, s.segSopInstanceUid()).stream())
                .findFirst();
        if (object.isPresent()) {
          Segmentation outlined = new SegReader().read(object.get().source());
          int number = link.segment().orElseThrow().number();
          candidates.add(new Candidate(link, drawn.shared(outlined, number)));
        }
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (FhirException e) {
      throw Failures.of(e);
    }
    return candidates.stream()
        .filter(c -> c.shared() >= 0)
        .reduce((a, b) -> b.shared() > a.shared() ? b : a)
        .map(Candidate::link);
  }

  /// @param shared voxels; below 0 for an outline on another series
  private record Candidate(Link link, int shared) {}

  static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
