package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.Desk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "kiosk",
    description =
        "Ask patients for their consent, full screen; staff leave it with the passphrase.")
final class KioskCommand extends HomeCommand {
  @Option(
      names = "--copies",
      paramLabel = "DIR",
      description = "Folder for the copies patients ask for (PDF), to be printed by staff.")
  @Nullable Path copies;

  KioskCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    if (copies != null && !Files.isDirectory(copies)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "--copies " + copies + " is no folder; make it first.");
    }
    if (!screens().displayAvailable()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "There is no display here for the kiosk to open on.");
    }
    desk.watch();
    screens().kiosk(desk.kiosk(), Optional.ofNullable(copies));
    return 0;
  }
}
