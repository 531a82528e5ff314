package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.security.Passphrase;
import health.cairn.app.wiring.Desk;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "init", description = "Make a new home: keys, and an encrypted database and store.")
final class InitCommand implements Callable<Integer> {
  private final CairnCommand root;

  InitCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    try (Passphrase passphrase = root.console().passphrase("New passphrase");
        Desk desk = Desk.create(root.home(), passphrase, root.user())) {
      String user = desk.status().user();
      if (root.json()) {
        root.console().printJson(Map.of("home", root.home().directory().toString(), "user", user));
      } else {
        root.console().print("Made a home in " + root.home().directory() + " for " + user + ".");
      }
      return 0;
    }
  }
}
