package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.KeptOutlines;
import health.cairn.app.analysis.KeptStructures;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.store.Database;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes what is outlined in a study for a planning system: tumours and organs at risk as the records hold them now.
/// What leaves the home is noted.
public final class WriteStructures {
  private final Database database;
  private final ObjectStore objects;
  private final DicomReader reader;
  private final OpenStudy openStudy;
  private final ListFindings listFindings;
  private final Release release;

  public WriteStructures(
      Database database,
      ObjectStore objects,
      DicomReader reader,
      OpenStudy openStudy,
      ListFindings listFindings,
      Release release) {
    this.database = database;
    this.objects = objects;
    this.reader = reader;
    this.openStudy = openStudy;
    this.listFindings = listFindings;
    this.release = release;
  }

  /// Leaves an entry first. Whoever calls asks the gate.
  ///
  /// @param studyInstanceUid of a study that is open
  /// @param folder that has no such files
  /// @throws CairnException REFUSED where nothing is outlined in this study, and for a folder that cannot take
  ///   them
  public StructuresWritten run(String studyInstanceUid, Path folder) throws CairnException {
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(studyInstanceUid))
            .orElseThrow(() -> refused("There is no such study here."));
    Map<Boolean, List<SegmentView>> outlines =
        openStudy.outlines(studyInstanceUid).stream()
            .collect(Collectors.partitioningBy(o -> o.segment().code().disease()));
    try (Scratch scratch = Scratch.create()) {
      List<FindingView> findings = listFindings.run(studyInstanceUid);
      Optional<KeptOutlines> tumours = kept(study, outlines, true, findings);
      Optional<KeptOutlines> organs = kept(study, outlines, false, findings);
      if (tumours.isEmpty() && organs.isEmpty()) {
        throw refused(
            "Nothing is outlined in this study: let the models analyse it, draw an outline, or find the hippocampi first.");
      }
      StructuresWritten fresh = KeptStructures.write(tumours, organs, scratch.directory());
      return new StructuresWritten(
          release.run(studyInstanceUid, "structures written for planning", fresh.files(), folder),
          fresh.notes());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Optional<KeptOutlines> kept(
      Study study,
      Map<Boolean, List<SegmentView>> outlines,
      boolean tumours,
      List<FindingView> findings)
      throws ImagingException {
    return KeptOutlines.of(
        reader, study, outlines.getOrDefault(tumours, List.of()), findings, Progress.NONE);
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
