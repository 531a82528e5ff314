package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// A command that works on an unlocked home.
abstract class HomeCommand implements Callable<Integer> {
  static final int PARTLY_DONE = 7;

  private final CairnCommand root;

  HomeCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public final Integer call() throws Exception {
    try (Passphrase passphrase = console().passphrase("Passphrase of " + root.home().directory());
        Desk desk = Desk.open(root.home(), passphrase, root.user(), console().environment())) {
      return on(desk);
    }
  }

  /// @return the exit code
  abstract int on(Desk desk) throws Exception;

  Home home() {
    return root.home();
  }

  Console console() {
    return root.console();
  }

  Screens screens() {
    return root.screens();
  }

  boolean json() {
    return root.json();
  }

  /// A small report: as JSON, or a line per field.
  void print(Map<String, ?> report) {
    if (json()) {
      console().printJson(report);
    } else {
      report.forEach((name, value) -> console().print("%-16s %s".formatted(name, value)));
    }
  }

  /// Finds a patient by our key or by record number.
  ///
  /// @throws CairnException REFUSED where there is none, or where several have that number
  static String patientKey(Desk desk, String named) throws CairnException {
    List<String> found =
        desk.worklist().stream()
            .map(row -> row.patient())
            .filter(p -> p.patientKey().equals(named) || p.patientId().equals(named))
            .map(p -> p.patientKey())
            .distinct()
            .toList();
    if (found.size() > 1) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%d patients here have the record number %s; name one by its key: %s."
              .formatted(found.size(), named, String.join(", ", found)));
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "There is no patient " + named + " here; `cairn patients` lists them."));
  }
}
