package health.cairn.app.bench;

import health.cairn.app.CairnException;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.EventKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// How soon a withdrawal holds: from the patient's last press at the kiosk until the decision point says no, and
/// until somebody who has the patient's study open, and goes on asking for its findings, is refused. On an
/// encrypted home with the sample patient and 10,000 entries in its journal.
final class WithdrawalBenchmark implements Benchmark {
  private static final int ENTRIES = 10_000;

  private final int warmUp;
  private final int runs;

  WithdrawalBenchmark() {
    this(5, 40);
  }

  WithdrawalBenchmark(int warmUp, int runs) {
    this.warmUp = warmUp;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "withdrawal";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (DemoHome home = DemoHome.create("bench");
        ExecutorService session = Executors.newSingleThreadExecutor()) {
      Desk desk = home.desk();
      desk.importFrom(List.of(home.samplePatient()), Progress.NONE);
      lengthen(desk);
      WorklistRow row = desk.worklist().getFirst();
      String patient = row.patient().patientKey();
      String study = row.study().orElseThrow().studyInstanceUid();
      double[] decided = new double[runs];
      double[] refused = new double[runs];
      for (int i = -warmUp; i < runs; i++) {
        String consent = agree(desk, patient);
        KioskVisit visit =
            desk.kiosk().begin(desk.kioskCode(patient, "", false).code()).orElseThrow();
        desk.open(study, Progress.NONE);
        CountDownLatch looking = new CountDownLatch(1);
        CompletableFuture<Long> shut =
            CompletableFuture.supplyAsync(() -> untilRefused(desk, study, looking), session);
        looking.await();
        long confirmed = System.nanoTime();
        desk.kiosk().withdraw(visit, consent, KioskLanguage.ENGLISH);
        requireRefused(desk, study);
        long no = System.nanoTime();
        if (i >= 0) {
          decided[i] = (no - confirmed) / 1e6;
          refused[i] = (shut.get() - confirmed) / 1e6;
        } else {
          shut.get();
        }
        desk.kiosk().end(visit);
      }
      return List.of(
          Measure.of(name(), "ms", decided), Measure.of("withdrawal-open-session", "ms", refused));
    }
  }

  private static void lengthen(Desk desk) throws CairnException {
    for (int i = 0; i < ENTRIES / 1000; i++) {
      desk.journal()
          .append(
              (connection, entries) -> {
                for (int k = 0; k < 1000; k++) {
                  entries.event(EventKind.ACCESS, "bench", "Bench/" + k, "");
                }
                return true;
              });
    }
  }

  private static String agree(Desk desk, String patient) throws CairnException {
    ConsentTerms care =
        ConsentTerms.standard(ConsentPurpose.CARE, true, "", LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(care),
                KioskLanguage.ENGLISH,
                new Signature.OnPaper(),
                Optional.of("bench")))
        .decisions()
        .getFirst()
        .consentId();
  }

  /// Looks at the open study again and again.
  ///
  /// @return when that was refused, by [System#nanoTime]
  private static long untilRefused(Desk desk, String study, CountDownLatch looking) {
    try {
      while (true) {
        desk.findings(study);
        looking.countDown();
      }
    } catch (AccessDeniedException e) {
      return System.nanoTime();
    } catch (CairnException e) {
      throw new IllegalStateException(e);
    } finally {
      looking.countDown();
    }
  }

  private static void requireRefused(Desk desk, String study) throws CairnException {
    try {
      desk.findings(study);
    } catch (AccessDeniedException e) {
      return;
    }
    throw new IllegalStateException("a withdrawn consent still lets somebody in");
  }
}
