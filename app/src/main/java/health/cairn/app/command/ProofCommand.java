package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "proof", description = "Write a self-contained proof of a record's newest entry.")
final class ProofCommand extends HomeCommand {

  @Parameters(
      paramLabel = "ID",
      description = "Record: Observation/..., Patient/..., Instance/<SOP Instance UID>.")
  String record = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the proof goes; a file that is there is replaced.")
  Path out = Path.of("");

  ProofCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    Path target = out.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "--out " + out + " is a folder; name a file.");
    }
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    byte[] proof;
    try {
      Files.write(fresh, new byte[0]); // asked before an entry of the journal is read for it
      proof = desk.proofFile(record);
      Files.write(fresh, proof);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The proof cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    } finally {
      removeLeftOver(fresh);
    }
    if (json()) {
      console().printJson(Map.of("record", record, "file", out.toString(), "bytes", proof.length));
    } else {
      console().print("Wrote the proof of " + record + " to " + out + ".");
      console().print("It shows what the entry says: give it only to those who may know.");
    }
    return 0;
  }

  private static void removeLeftOver(Path fresh) throws CairnException {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The file " + fresh + " cannot be removed: " + Home.reason(e) + ".",
          e);
    }
  }
}
