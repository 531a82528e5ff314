package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Option(names = "--out", required = true, paramLabel = "FILE")
  Path out = Path.of("");

  ProofCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    byte[] proof = desk.proofFile(record);
    try {
      Files.write(out, proof);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The proof cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    }
    if (json()) {
      console().printJson(Map.of("record", record, "file", out.toString(), "bytes", proof.length));
    } else {
      console().print("Wrote the proof of " + record + " to " + out + ".");
      console().print("It shows what the entry says: give it only to those who may know.");
    }
    return 0;
  }
}
