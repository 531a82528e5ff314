package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.AnalysisFiles;
import health.cairn.app.analysis.KeptOutlines;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.store.Database;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import java.nio.file.Path;
import java.util.Optional;

/// Writes what is outlined in a study for a planning system: tumours as the records hold them now, and organs at risk
/// that were found last. What leaves the home is noted.
public final class WriteStructures {
  private final Database database;
  private final ObjectStore objects;
  private final DicomReader reader;
  private final OpenStudy openStudy;
  private final ListFindings listFindings;
  private final FindOrgans organs;
  private final Release release;

  public WriteStructures(
      Database database,
      ObjectStore objects,
      DicomReader reader,
      OpenStudy openStudy,
      ListFindings listFindings,
      FindOrgans organs,
      Release release) {
    this.database = database;
    this.objects = objects;
    this.reader = reader;
    this.openStudy = openStudy;
    this.listFindings = listFindings;
    this.organs = organs;
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
    Optional<Analysis> found = organs.last(studyInstanceUid);
    try (Scratch scratch = Scratch.create()) {
      Optional<KeptOutlines> kept =
          KeptOutlines.of(
              reader,
              study,
              openStudy.outlines(studyInstanceUid),
              listFindings.run(studyInstanceUid),
              Progress.NONE);
      if (kept.isEmpty() && found.isEmpty()) {
        throw refused(
            "Nothing is outlined in this study: let the models analyse it, draw an outline, or find the hippocampi first.");
      }
      StructuresWritten fresh = AnalysisFiles.writeStructures(kept, found, scratch.directory());
      return new StructuresWritten(
          release.run(studyInstanceUid, "structures written for planning", fresh.files(), folder),
          fresh.notes());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
