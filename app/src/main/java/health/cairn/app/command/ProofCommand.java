package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.qr.QrCode;
import health.cairn.app.qr.QrModules;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.verify.CompactProof;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.verify.ProofParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      description =
          "Also write it as a QR code, for a patient to take along; where it is too large for one, as FILE-1.png,"
              + " FILE-2.png and so on.")
  @Nullable Path qr;

  ProofCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("record", record);
    List<String> pictures = List.of();
    try (FreshFile file = FreshFile.of("--out", out);
        FreshFile picture = qr == null ? null : FreshFile.of("--qr", qr)) {
      ProofFile proof = desk.proof(record); // asked for only where it can be written
      byte[] bytes = proof.toBytes();
      file.write(bytes);
      report.put("file", out.toString());
      report.put("bytes", bytes.length);
      if (picture != null && qr != null) {
        pictures = write(CompactProof.text(proof), picture, qr);
        report.put("qr", pictures.getFirst());
        report.put("qrCodes", pictures);
      }
    }
    if (json()) {
      console().printJson(report);
    } else {
      console().print("Wrote the proof of " + record + " to " + out + ".");
      if (pictures.size() == 1) {
        console().print("Wrote its QR code to " + qr + "; `cairn verify` reads it.");
      } else if (!pictures.isEmpty()) {
        console()
            .print(
                "It takes %d QR codes, all of them needed: %s."
                    .formatted(pictures.size(), String.join(", ", pictures)));
      }
      console().print("It shows what the entry says: give it only to those who may know.");
    }
    return 0;
  }

  /// @param one where the picture goes when it is one
  /// @return the files that were written
  private static List<String> write(String text, FreshFile one, Path named) throws CairnException {
    Optional<byte[]> whole = QrCode.png(text);
    if (whole.isPresent()) {
      one.write(whole.get());
      return List.of(named.toString());
    }
    List<String> written = new ArrayList<>();
    String name = String.valueOf(named.getFileName());
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    for (String part : ProofParts.of(text, QrModules.CHARACTERS)) {
      int number = written.size() + 1;
      Path target =
          named.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
      try (FreshFile file = FreshFile.of("--qr", target)) {
        file.write(QrCode.png(part).orElseThrow());
      }
      written.add(target.toString());
    }
    return written;
  }
}
