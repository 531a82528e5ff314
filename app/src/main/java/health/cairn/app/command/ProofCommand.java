package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.qr.QrCode;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.verify.CompactProof;
import health.cairn.ledger.verify.ProofFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--qr",
      paramLabel = "FILE.png",
      description = "Also write it as one QR code, for a patient to take along.")
  @Nullable Path qr;

  ProofCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("record", record);
    try (FreshFile file = FreshFile.of("--out", out);
        FreshFile picture = qr == null ? null : FreshFile.of("--qr", qr)) {
      ProofFile proof = desk.proof(record); // asked for only where it can be written
      byte[] bytes = proof.toBytes();
      byte[] code = picture == null ? null : code(proof);
      file.write(bytes);
      report.put("file", out.toString());
      report.put("bytes", bytes.length);
      if (picture != null && code != null) {
        picture.write(code);
        report.put("qr", String.valueOf(qr));
      }
    }
    if (json()) {
      console().printJson(report);
    } else {
      console().print("Wrote the proof of " + record + " to " + out + ".");
      if (qr != null) {
        console().print("Wrote its QR code to " + qr + "; `cairn verify` reads what it says.");
      }
      console().print("It shows what the entry says: give it only to those who may know.");
    }
    return 0;
  }

  private static byte[] code(ProofFile proof) throws CairnException {
    return QrCode.png(CompactProof.text(proof))
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "The proof is too large for one QR code; leave --qr out and hand on the file."));
  }
}
