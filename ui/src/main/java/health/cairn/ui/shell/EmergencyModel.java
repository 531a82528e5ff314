package health.cairn.ui.shell;

import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A patient's data was refused, and somebody who treats the patient may go on in an emergency, saying why.
/// Properties on the JavaFX thread only.
public final class EmergencyModel {
  /// What was refused.
  ///
  /// @param why the refusal, in one sentence
  /// @param again tries it once more
  public record Refused(String patientKey, String why, Runnable again) {}

  private final Workstation workstation;
  private final Tasks tasks;
  private final ReadOnlyObjectWrapper<Optional<Refused>> refused =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");

  public EmergencyModel(Workstation workstation, Tasks tasks) {
    this.workstation = workstation;
    this.tasks = tasks;
  }

  /// The same work; a refusal that an emergency can overrule is offered to the user as well.
  ///
  /// @param again tries it once more, on the JavaFX thread
  public <T> Work<T> watched(Work<T> work, Runnable again) {
    return progress -> {
      try {
        return work.run(progress);
      } catch (AccessDeniedException e) {
        if (e.breakGlass()) {
          Refused offered = new Refused(e.patientKey(), e.getMessage(), again);
          tasks.onScreen(() -> refused.set(Optional.of(offered)));
        }
        throw e;
      }
    };
  }

  public ReadOnlyObjectProperty<Optional<Refused>> refusedProperty() {
    return refused.getReadOnlyProperty();
  }

  public BooleanProperty busyProperty() {
    return busy;
  }

  public StringProperty problemProperty() {
    return problem;
  }

  /// The user leaves it closed.
  public void dismiss() {
    refused.set(Optional.empty());
    problem.set("");
  }

  /// Opens the patient's data and tries again what was refused.
  public void breakGlass(String reason) {
    Optional<Refused> open = refused.get();
    if (open.isEmpty() || busy.get()) {
      return;
    }
    busy.set(true);
    problem.set("");
    tasks
        .quietly(
            p -> {
              workstation.breakGlass(open.get().patientKey(), reason);
              return open.get();
            },
            now -> {
              dismiss();
              now.again().run();
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }
}
