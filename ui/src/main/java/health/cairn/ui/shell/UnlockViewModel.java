package health.cairn.ui.shell;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The locked door: asks for a passphrase, or makes a home with one.
public final class UnlockViewModel {
  /// Shorter ones are guessed in days by a desk computer.
  static final int SHORTEST = 12;

  private final HomeGate gate;
  private final Tasks tasks;
  private final Consumer<Workstation> opened;
  private final boolean creating;
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");

  /// @param opened takes the open workstation, on the JavaFX thread
  public UnlockViewModel(HomeGate gate, Tasks tasks, Consumer<Workstation> opened) {
    this.gate = gate;
    this.tasks = tasks;
    this.opened = opened;
    this.creating = !gate.exists();
  }

  /// Whether there is no home yet.
  public boolean creating() {
    return creating;
  }

  /// Whether the door must ask who it is.
  public boolean asksWho() {
    return !creating && gate.hasAccounts();
  }

  /// Who it is unless another name is typed.
  public String user() {
    return gate.user();
  }

  public void unlock(String passphrase) {
    unlock(gate.user(), passphrase);
  }

  public void unlock(String account, String passphrase) {
    if (asksWho() && account.isBlank()) {
      problem.set("Give the name of your account.");
    } else if (!passphrase.isEmpty()) {
      char[] secret = passphrase.toCharArray();
      run(secret, p -> gate.unlock(account.strip(), secret));
    }
  }

  public void create(String user, String passphrase, String again) {
    if (user.isBlank()) {
      problem.set("Give your name: it stands beside everything you decide.");
    } else if (passphrase.length() < SHORTEST) {
      problem.set("Take at least " + SHORTEST + " characters; a short sentence is easy to keep.");
    } else if (!passphrase.equals(again)) {
      problem.set("The two passphrases differ.");
    } else {
      char[] secret = passphrase.toCharArray();
      run(secret, p -> gate.create(secret, user.strip()));
    }
  }

  private void run(char[] secret, Work<Workstation> work) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    problem.set("");
    tasks
        .quietly(
            p -> {
              try {
                return work.run(p);
              } finally {
                Arrays.fill(secret, '\0');
              }
            },
            opened,
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }

  public BooleanProperty busyProperty() {
    return busy;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
