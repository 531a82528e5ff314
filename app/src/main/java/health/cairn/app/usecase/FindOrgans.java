package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.StoredAnalysis;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.store.Database;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.PatientPoint;
import java.util.List;
import java.util.stream.Stream;

/// Outlines organs at risk of a study on screen; what is found becomes proposals in the patient's record.
public final class FindOrgans {
  private final Database database;
  private final ObjectStore objects;
  private final DicomReader reader;
  private final KeepOrgans keep;

  public FindOrgans(
      Database database, ObjectStore objects, DicomReader reader, KeepOrgans keepOrgans) {
    this.database = database;
    this.objects = objects;
    this.reader = reader;
    this.keep = keepOrgans;
  }

  /// @param points in the hippocampi, placed by the reader; empty where the program looks for them
  /// @return what a reader should know of all that was found, one sentence each
  /// @throws CairnException REFUSED where none is found, with the reason, and where what is found is a finding
  ///   already that nobody rejected
  public List<String> run(
      OpenedStudy opened, List<PatientPoint> points, OrganSearch search, Progress progress)
      throws CairnException {
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(opened.studyInstanceUid()))
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED, "There is no such study here."));
    try {
      Analysis before = StoredAnalysis.of(reader, study, opened, progress);
      if (points.isEmpty()) {
        keep.requireUnknown(before, search);
      }
      Analysis found = search.add(before, points, progress);
      List<String> notes =
          found.warnings().subList(before.warnings().size(), found.warnings().size());
      if (found.organs().isEmpty()) {
        throw new CairnException(CairnException.Kind.REFUSED, String.join(" ", notes));
      }
      progress.report("Writing findings", 0, 0);
      return Stream.concat(notes.stream(), keep.run(found, notes).stream()).toList();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }
}
