package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.AnalysisFiles;
import health.cairn.app.analysis.FindingWords;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.StoredAnalysis;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.OrgansView.OrganView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ledger.journal.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Outlines organs at risk of a study on screen, and writes them for a planning system. What was found is kept in
/// memory only, of one study at a time; what leaves the home is noted.
public final class FindOrgans {
  private final Database database;
  private final ObjectStore objects;
  private final DicomReader reader;
  private final DeskJournal journal;
  private final AnalyzeStudy.Beside beside;
  private volatile @Nullable Analysis last;

  /// @param beside the note of the models that the program came with
  public FindOrgans(
      Database database,
      ObjectStore objects,
      DicomReader reader,
      DeskJournal journal,
      AnalyzeStudy.Beside beside) {
    this.database = database;
    this.objects = objects;
    this.reader = reader;
    this.journal = journal;
    this.beside = beside;
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

  /// Writes what was found last as a Segmentation object, a report of its measurements and an RT Structure
  /// Set. Leaves an entry first.
  ///
  /// @param folder that has no such files
  /// @throws CairnException REFUSED before anything was found in this study, and for a folder that cannot
  ///   take them
  public StructuresWritten export(String studyInstanceUid, Path folder) throws CairnException {
    Analysis found =
        Optional.ofNullable(last)
            .filter(a -> a.study().studyInstanceUid().equals(studyInstanceUid))
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED,
                        "No organ was outlined in this study yet: find the hippocampi first."));
    try (Scratch scratch = Scratch.create()) {
      StructuresWritten fresh = AnalysisFiles.writeStructures(found, scratch.directory());
      return new StructuresWritten(release(studyInstanceUid, fresh.files(), folder), fresh.notes());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// Lets files of a study out of the home, noted.
  ///
  /// @return where they are now
  List<Path> release(String studyInstanceUid, List<Path> files, Path folder) throws CairnException {
    for (Path file : files) {
      Path target = target(file, folder);
      if (Files.exists(target)) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "There is a " + target.getFileName() + " in that folder already; choose another.");
      }
    }
    note(studyInstanceUid);
    try {
      for (Path file : files) {
        Files.copy(file, target(file, folder));
      }
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The structures cannot be written to " + folder + ": " + Home.reason(e) + ".",
          e);
    }
    return files.stream().map(file -> target(file, folder)).toList();
  }

  private static Path target(Path file, Path folder) {
    return folder.resolve(file.getFileName().toString());
  }

  /// Before anything leaves the home: what is noted and could not be written harms nobody, the reverse does.
  private void note(String studyInstanceUid) throws CairnException {
    journal.append(
        (connection, entries) -> {
          beside.add(connection, entries);
          entries.event(
              EventKind.RECORD_EXPORTED,
              "organs at risk written for planning",
              "Study/" + studyInstanceUid,
              new StudyCatalogue(connection, objects).patientOf(studyInstanceUid).orElseThrow());
          return true;
        });
  }
}
