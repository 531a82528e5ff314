package health.cairn.ui.shell;

import health.cairn.app.desk.WorklistRow;
import health.cairn.ui.design.Figures;
import health.cairn.ui.worklist.Filter;
import health.cairn.ui.worklist.WorklistViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What Ctrl K finds: commands, patients, studies.
final class PaletteModel {
  static final int SHOWN = 12;

  /// @param what the line itself
  /// @param detail what kind of thing it is, or when it was
  /// @param searchable lower case
  record Entry(String what, String detail, String searchable, Runnable act) {
    static Entry command(String what, String detail, Runnable act) {
      return new Entry(what, detail, (what + " " + detail).toLowerCase(Locale.ROOT), act);
    }
  }

  private final ShellViewModel shell;
  private final List<Entry> commands;

  PaletteModel(ShellViewModel shell, List<Entry> commands) {
    this.shell = shell;
    this.commands = List.copyOf(commands);
  }

  /// The best entries for what was typed: every word must occur; commands first, then the list.
  List<Entry> find(String typed) {
    Filter wanted = Filter.of(typed);
    List<Entry> found = new ArrayList<>();
    for (Entry command : commands) {
      if (wanted.accepts(command.searchable())) {
        found.add(command);
      }
    }
    List<Entry> patients = new ArrayList<>();
    for (WorklistRow row : shell.worklist().rows()) {
      if (found.size() + patients.size() >= SHOWN) {
        break;
      }
      if (wanted.accepts(WorklistViewModel.searchable(row))) {
        patients.add(of(row));
      }
    }
    // Whoever types letters of a name wants the person; whoever types nothing wants the commands.
    if (typed.isBlank()) {
      found.addAll(patients);
      return found.subList(0, Math.min(SHOWN, found.size()));
    }
    patients.addAll(found);
    return patients.subList(0, Math.min(SHOWN, patients.size()));
  }

  private Entry of(WorklistRow row) {
    String who = row.patient().name().isEmpty() ? "No name" : row.patient().name();
    String detail =
        row.closed()
            ? "closed"
            : row.study()
                .map(
                    s ->
                        s.description()
                            + s.when().map(w -> ", " + Figures.date(w.toLocalDate())).orElse(""))
                .orElse("no images");
    return new Entry(
        who + "   " + row.patient().patientId(),
        detail,
        WorklistViewModel.searchable(row),
        () -> shell.open(row));
  }
}
