package health.cairn.ui.outline;

import health.cairn.app.CairnException;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Brings what is being drawn into the home after every stroke: what comes last counts, however many threads carry
/// it. Methods are called on the JavaFX thread.
final class DraftKeeper {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Consumer<String> failed;
  private final AtomicReference<Waiting> waiting = new AtomicReference<>(Waiting.NOTHING);

  /// Held while the home is asked, so that nothing older comes after.
  private final Object order = new Object();

  /// What is to be done with the draft of a study.
  private sealed interface Waiting {
    Waiting NOTHING = new Nothing();

    record Nothing() implements Waiting {}

    record Save(OutlineDraft draft) implements Waiting {}

    record Discard(String studyInstanceUid) implements Waiting {}
  }

  /// Work that ends the draft by itself.
  @FunctionalInterface
  interface Ending<T> {
    T run() throws CairnException;
  }

  /// @param failed takes one sentence for the user
  DraftKeeper(Workstation workstation, Tasks tasks, Consumer<String> failed) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.failed = failed;
  }

  void save(OutlineDraft draft) {
    start(new Waiting.Save(draft));
  }

  void discard(String studyInstanceUid) {
    start(new Waiting.Discard(studyInstanceUid));
  }

  /// Runs what makes a finding of the draft, with nothing waiting that would bring the draft back. Off the JavaFX
  /// thread.
  <T> T ending(String studyInstanceUid, Ending<T> work) throws CairnException {
    synchronized (order) {
      T result = work.run();
      waiting.updateAndGet(w -> study(w).equals(studyInstanceUid) ? Waiting.NOTHING : w);
      return result;
    }
  }

  private void start(Waiting next) {
    Waiting before = waiting.getAndSet(next);
    if (!sameStudy(before, next)) {
      run(before);
    }
    tasks.quietly(
        p -> {
          synchronized (order) {
            perform(waiting.getAndSet(Waiting.NOTHING));
          }
          return true;
        },
        done -> {},
        failed);
  }

  /// What waited for another study is not given up for this one.
  private void run(Waiting before) {
    tasks.quietly(
        p -> {
          synchronized (order) {
            perform(before);
          }
          return true;
        },
        done -> {},
        failed);
  }

  private static boolean sameStudy(Waiting a, Waiting b) {
    return study(a).isEmpty() || study(a).equals(study(b));
  }

  private static String study(Waiting waiting) {
    return switch (waiting) {
      case Waiting.Nothing nothing -> "";
      case Waiting.Save(OutlineDraft draft) -> draft.studyInstanceUid();
      case Waiting.Discard(String uid) -> uid;
    };
  }

  private void perform(Waiting what) throws CairnException {
    switch (what) {
      case Waiting.Nothing nothing -> {}
      case Waiting.Save(OutlineDraft draft) -> workstation.saveDraft(draft);
      case Waiting.Discard(String uid) -> workstation.discardDraft(uid);
    }
  }
}
