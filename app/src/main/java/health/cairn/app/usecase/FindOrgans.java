package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.FindingWords;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.StoredAnalysis;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.OrgansView.OrganView;
import health.cairn.app.store.Database;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.PatientPoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Outlines organs at risk of a study on screen. What was found is kept in memory only, of one study at a time.
public final class FindOrgans {
  private final Database database;
  private final ObjectStore objects;
  private final DicomReader reader;
  private volatile @Nullable Analysis last;

  public FindOrgans(Database database, ObjectStore objects, DicomReader reader) {
    this.database = database;
    this.objects = objects;
    this.reader = reader;
  }

  /// @param points in the hippocampi, placed by the reader; empty where the program looks for them
  /// @throws CairnException REFUSED where none is found, with the reason
  public OrgansView run(
      OpenedStudy opened, List<PatientPoint> points, OrganSearch search, Progress progress)
      throws CairnException {
    last = null;
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(opened.studyInstanceUid()))
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED, "There is no such study here."));
    try {
      Analysis before = StoredAnalysis.of(reader, study, opened, progress);
      Analysis found = search.add(before, points, progress);
      List<String> notes =
          found.warnings().subList(before.warnings().size(), found.warnings().size());
      if (found.organs().isEmpty()) {
        throw new CairnException(CairnException.Kind.REFUSED, String.join(" ", notes));
      }
      last = found;
      return new OrgansView(found.organs().stream().map(FindOrgans::view).toList(), notes);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static OrganView view(Analysis.Organ organ) {
    String id = "Organ/" + organ.label();
    return new OrganView(
        organ.label(),
        FindingWords.figures(organ),
        FindingWords.why(organ),
        FindingWords.model(organ.model()),
        organ.parts().stream()
            .map(
                part ->
                    new SegmentView(
                        organ.reading().series().seriesInstanceUid(), id, part.segment()))
            .toList());
  }

  /// What was found last, where that was in this study.
  Optional<Analysis> last(String studyInstanceUid) {
    return Optional.ofNullable(last)
        .filter(a -> a.study().studyInstanceUid().equals(studyInstanceUid));
  }
}
