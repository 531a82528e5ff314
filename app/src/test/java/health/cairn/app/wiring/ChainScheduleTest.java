package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a window or a kiosk sends by itself, to a real chain.
class ChainScheduleTest {
  private static final String REASON = "unconscious after a fall";
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path directory;
  private Home home;
  private Desk desk;
  private String patient;

  @BeforeEach
  void openHome() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.create(home, passphrase, "drhouse");
    }
    TinyStudy.write(directory.resolve("jane"), "jane", 2);
    desk.importFrom(List.of(directory.resolve("jane")), Progress.NONE);
    patient = desk.worklist().getFirst().patient().patientKey();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  private ConsentDecision yesToResearch() throws Exception {
    ConsentTerms terms =
        ConsentTerms.standard(
            ConsentPurpose.RESEARCH, true, "", LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms), KioskLanguage.ENGLISH, new Signature.OnPaper(), Optional.empty()))
        .decisions()
        .getFirst();
  }

  private ChainSchedule unstarted(Duration rare) {
    return new ChainSchedule(
        desk.grants(),
        desk.accesses(),
        desk.anchoring(),
        new ChainSchedule.Pace(Duration.ZERO, SOON, rare));
  }

  private ChainSchedule schedule(Duration rare) {
    ChainSchedule schedule = unstarted(rare);
    schedule.start();
    return schedule;
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  /// Ends when it holds; else the test fails.
  private static void await(Condition condition, String what) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!condition.holds()) {
      assertTrue(Instant.now().isBefore(end), what);
      Thread.sleep(20);
    }
  }

  private boolean nothingWaits() throws Exception {
    return desk.grants().waiting() == 0
        && desk.accesses().waiting().accesses() == 0
        && desk.accesses().waiting().flags() == 0
        && desk.anchoring().waiting() == 0;
  }

  @Test
  void start_sendsEverythingAndThenOnlyWhatIsUrgent() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision yes = yesToResearch();
      desk.history(patient);
      try (ChainSchedule _ = schedule(Duration.ofHours(1))) {
        await(
            () -> nothingWaits() && chain.count(network.checkpoints().hex()) == 1,
            "a yes, a batch of accesses and a checkpoint go at first");
        assertEquals(1, chain.batches(network.accesses().hex()).size());
        assertEquals(1, chain.count(network.consents().hex()));

        desk.history(patient);
        yesToResearch();
        desk.breakGlass(patient, REASON);
        desk.consents().withdraw(patient, standing());
        await(
            () -> !desk.grants().endWaits() && desk.accesses().waiting().flags() == 0,
            "ends and emergencies do not wait for the hour");

        assertTrue(yes.terms().permitted());
        assertEquals(1, chain.batches(network.accesses().hex()).size(), "the hour is not over");
        assertEquals(1, chain.count(network.checkpoints().hex()));
        assertEquals(1, chain.flags(network.accesses().hex()).size());
      }
    }
  }

  private String standing() throws Exception {
    return desk.consents().all(patient).stream()
        .filter(decision -> decision.state() == ConsentDecision.State.STANDING)
        .findFirst()
        .orElseThrow()
        .consentId();
  }

  @Test
  void start_triesAgainWhileTheNodeIsDownAndLetsNothingWaitForAnother() throws Exception {
    Path state = directory.resolve("state.json");
    try (Anvil anvil = Anvil.startKeeping(state)) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      yesToResearch();
      desk.history(patient);
      anvil.stop();
      try (ChainSchedule _ = schedule(Duration.ofHours(1))) {
        await(() -> desk.anchoring().waiting() == 1, "a checkpoint waits");
        anvil.startAgain();
        await(
            () -> nothingWaits() && chain.count(network.checkpoints().hex()) >= 1,
            "what waited goes within the next runs, not within the next hour");
      }
      breakSetting("ledger.accesses");
      desk.consents().withdraw(patient, standing());
      try (ChainSchedule _ = schedule(Duration.ofHours(1))) {
        await(() -> !desk.grants().endWaits(), "a registry that cannot be used keeps no end back");
      }
    }
  }

  private void breakSetting(String name) throws IOException {
    List<String> lines =
        Files.readAllLines(home.settings()).stream()
            .map(line -> line.startsWith(name + "=") ? name + "=nowhere" : line)
            .toList();
    Files.write(home.settings(), lines);
  }

  @Test
  void once_doesNothingWithoutAChain() throws Exception {
    desk.history(patient);
    long before = desk.accesses().waiting().accesses();
    assertTrue(before > 0, "an access waits");
    try (ChainSchedule schedule = unstarted(SOON)) {
      schedule.once();
    }
    assertEquals(before, desk.accesses().waiting().accesses());
    assertEquals(0, desk.anchoring().waiting());
  }
}
