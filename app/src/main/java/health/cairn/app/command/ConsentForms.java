package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "form", description = "Write the form that a patient signed at the kiosk.")
final class ConsentForms extends HomeCommand {
  @Parameters(paramLabel = "CONSENT", description = "Consent/..., as `consent list` names it.")
  String consent = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the PDF goes; there must be no such file yet.")
  Path out = Path.of("");

  ConsentForms(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    byte[] form = desk.consents().form(consent);
    try {
      Files.write(out, form, java.nio.file.StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The form cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("consent", consent);
    report.put("file", out.toString());
    report.put("bytes", form.length);
    print(report);
    return 0;
  }
}
