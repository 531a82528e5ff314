package health.cairn.ui.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.ui.fake.QueuedScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TasksTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final List<String> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @AfterEach
  void stop() {
    tasks.close();
  }

  @Test
  void run_worksElsewhereAndAnswersHere() {
    AtomicReference<Thread> worker = new AtomicReference<>();
    Job job =
        tasks.run(
            "Working",
            p -> {
              worker.set(Thread.currentThread());
              return "done";
            },
            results::add,
            failures::add);
    assertEquals(1, tasks.jobs().size());
    screen.until(() -> !job.runningProperty().get());
    assertEquals(List.of("done"), results);
    assertNotEquals(Thread.currentThread(), worker.get());
    assertTrue(tasks.jobs().isEmpty());
  }

  @Test
  void run_tellsTheSentenceOfAFailure() {
    Job job =
        tasks.run(
            "Working",
            p -> {
              throw new CairnException(CairnException.Kind.REFUSED, "The disk is full.");
            },
            r -> results.add("no"),
            failures::add);
    screen.until(() -> !job.runningProperty().get());
    assertEquals(List.of("The disk is full."), failures);
    assertTrue(results.isEmpty());
  }

  @Test
  void run_ownsUpToABugWithoutItsDetails() {
    Job job =
        tasks.run(
            "Working",
            p -> {
              throw new IllegalStateException("Jane Doe at index 7");
            },
            r -> results.add("no"),
            failures::add);
    screen.until(() -> !job.runningProperty().get());
    assertEquals(1, failures.size());
    assertFalse(failures.getFirst().contains("Jane"), "no patient data in messages");
  }

  @Test
  void cancel_endsTheWorkAtItsNextReport() {
    CountDownLatch started = new CountDownLatch(1);
    Job job =
        tasks.run(
            "Working",
            p -> {
              for (long i = 0; ; i++) {
                p.report("Segmenting", i % 10, 10);
                started.countDown();
                Thread.onSpinWait();
              }
            },
            r -> results.add("no"),
            failures::add);
    screen.until(() -> started.getCount() == 0);
    job.cancel();
    screen.until(() -> !job.runningProperty().get());
    assertTrue(results.isEmpty());
    assertTrue(failures.isEmpty());
  }

  @Test
  void report_showsTheNewestStandOnly() {
    CountDownLatch reported = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Job job =
        tasks.run(
            "Working",
            p -> {
              for (int i = 0; i <= 1000; i++) {
                p.report("Segmenting", i, 1000);
              }
              reported.countDown();
              await(end);
              return "done";
            },
            results::add,
            failures::add);
    await(reported);
    screen.until(() -> job.standProperty().get().done() == 1000);
    assertEquals("Segmenting", job.standProperty().get().step());
    assertEquals(1.0, job.standProperty().get().fraction());
    end.countDown();
    screen.until(() -> !job.runningProperty().get());
  }

  @Test
  void close_waitsForWorkThatStillReads() {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<String> seen = new AtomicReference<>("");
    tasks.quietly(
        p -> {
          started.countDown();
          for (int i = 0; i < 2_000_000; i++) {
            Thread.onSpinWait();
          }
          seen.set("read to the end");
          return "done";
        },
        results::add,
        failures::add);
    await(started);
    tasks.close();
    assertEquals("read to the end", seen.get());
  }

  @Test
  void run_startsNothingWhenClosed() {
    tasks.close();
    Job job = tasks.run("Working", p -> "done", results::add, failures::add);
    assertFalse(job.runningProperty().get());
    assertTrue(tasks.jobs().isEmpty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
