package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.FindingView;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.LearningStore.Kept;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.OutlineExamples;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.fhir.FhirException;
import health.cairn.imaging.fuse.TumourClass;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Makes an outline on T1 after contrast agent an example to learn from, where the patient agreed to that.
final class KeepExample {
  private static final String KIND = "Tumour type: ";

  private final ObjectStore objects;

  KeepExample(ObjectStore objects) {
    this.objects = objects;
  }

  /// What becomes of an example whose kind nobody has named.
  @FunctionalInterface
  interface KindMissing {
    Kept orRefusal() throws CairnException;
  }

  /// @param outlined of that series
  /// @param kind of the tumour; empty where a reader has decided on that finding
  Kept keep(
      Connection connection,
      String studyInstanceUid,
      String seriesInstanceUid,
      OutlinedSlices outlined,
      Optional<TumourClass> kind,
      KindMissing missing)
      throws SQLException, CairnException {
    String patient =
        new StudyCatalogue(connection, objects).patientOf(studyInstanceUid).orElseThrow();
    if (!new LearningStore(connection).agreed(patient)) {
      return Kept.NOT_AGREED;
    }
    if (outlined.burnedIn()) {
      return Kept.BURNED_IN;
    }
    Optional<TumourClass> said =
        kind.isPresent() ? kind : decidedKind(connection, studyInstanceUid);
    if (said.isEmpty()) {
      return missing.orRefusal();
    }
    if (said.get() == TumourClass.NONE) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "What is outlined is a tumour; its kind cannot be none.");
    }
    return new OutlineExamples(connection)
        .keep(patient, seriesInstanceUid, said.get().word(), outlined.traits(), outlined.slices());
  }

  /// The kind that a reader accepted or corrected last.
  private static Optional<TumourClass> decidedKind(Connection connection, String studyUid)
      throws SQLException, CairnException {
    try {
      return Findings.views(connection, studyUid).stream()
          .filter(f -> f.title().startsWith(KIND))
          .filter(
              f ->
                  f.status() == FindingView.Status.ACCEPTED
                      || f.status() == FindingView.Status.AMENDED)
          .flatMap(f -> TumourClass.of(f.title().substring(KIND.length())).stream())
          .reduce((older, newer) -> newer);
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}
