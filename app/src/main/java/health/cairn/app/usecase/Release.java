package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.ledger.journal.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lets files about a study out of the home: an entry first, then the files. What is noted and could not be written
/// harms nobody, the reverse does.
public final class Release {
  private final ObjectStore objects;
  private final DeskJournal journal;
  private final AnalyzeStudy.Beside beside;

  /// @param beside the note of the models that the program came with
  public Release(ObjectStore objects, DeskJournal journal, AnalyzeStudy.Beside beside) {
    this.objects = objects;
    this.journal = journal;
    this.beside = beside;
  }

  /// @param what of the entry: "structures written for planning"
  /// @return where they are now
  /// @throws CairnException REFUSED where the folder has such files already, or cannot take them
  List<Path> run(String studyInstanceUid, String what, List<Path> files, Path folder)
      throws CairnException {
    for (Path file : files) {
      Path target = target(file, folder);
      if (Files.exists(target)) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "There is a " + target.getFileName() + " in that folder already; choose another.");
      }
    }
    note(studyInstanceUid, what);
    try {
      for (Path file : files) {
        Files.copy(file, target(file, folder));
      }
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The files cannot be written to " + folder + ": " + Home.reason(e) + ".",
          e);
    }
    return files.stream().map(file -> target(file, folder)).toList();
  }

  private void note(String studyInstanceUid, String what) throws CairnException {
    journal.append(
        (connection, entries) -> {
          beside.add(connection, entries);
          entries.event(
              EventKind.RECORD_EXPORTED,
              what,
              "Study/" + studyInstanceUid,
              new StudyCatalogue(connection, objects).patientOf(studyInstanceUid).orElseThrow());
          return true;
        });
  }

  private static Path target(Path file, Path folder) {
    return folder.resolve(file.getFileName().toString());
  }
}
