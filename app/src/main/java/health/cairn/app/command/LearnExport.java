package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.learn.ExportOutlines.Exported;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description =
        "Write what readers outlined anew as a data set without names, for `cairn evaluate` and for"
            + " training.")
final class LearnExport extends HomeCommand {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for index.csv, images and masks; made if it is not there.")
  Path out = Path.of("");

  LearnExport(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    try (OutFolder results = OutFolder.open(out)) {
      Exported exported = desk.exportOutlines().run(results.staging());
      results.commit(List.of());
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("set", exported.set());
      report.put("pictures", exported.pictures());
      report.put("patients", exported.patients());
      report.put("folder", results.target().toString());
      print(report);
      return 0;
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The data set cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    }
  }
}
