package health.cairn.app.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Anchoring;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Watch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The monitor of a real home, with its rows and files changed behind its back.
class MonitorHomeTest {
  private static final String BUNDLE =
      """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p1",
          "identifier": [{"system": "urn:test", "value": "4711"}]}},
        {"resource": {"resourceType": "Observation", "id": "o1", "status": "final",
          "code": {"text": "weight"}, "subject": {"reference": "Patient/p1"},
          "effectiveDateTime": "2026-03-12", "valueQuantity": {"value": 71, "unit": "kg"}}}]}
      """;

  @TempDir Path directory;
  private Home home;
  private Desk desk;
  private String patient;

  @BeforeEach
  void fill() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = phrase()) {
      desk = Desk.create(home, passphrase, "owner");
    }
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    Path bundle = directory.resolve("bundle.json");
    Files.writeString(bundle, BUNDLE);
    desk.importFrom(List.of(images, bundle), Progress.NONE);
    patient =
        desk.worklist().stream()
            .filter(row -> row.study().isPresent())
            .findFirst()
            .orElseThrow()
            .patient()
            .patientKey();
    desk.anchoring().checkpoint();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static Passphrase phrase() {
    return Passphrase.of("home".toCharArray());
  }

  private void reopen() throws Exception {
    desk.close();
    try (Passphrase passphrase = phrase()) {
      desk = Desk.open(home, passphrase, "owner");
    }
  }

  /// Somebody with the keys changes the database while the program is closed.
  private void tamper(String sql) throws Exception {
    desk.close();
    try (Passphrase passphrase = phrase();
        KeyRing keys = KeyRing.open(home.keyFile(), passphrase);
        Database database = Database.open(home, keys)) {
      database.write(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              assertTrue(statement.executeUpdate() > 0, sql);
            }
            return true;
          });
    }
    try (Passphrase passphrase = phrase()) {
      desk = Desk.open(home, passphrase, "owner");
    }
  }

  private MonitorReport full() throws Exception {
    return desk.monitorHome().full(Progress.NONE);
  }

  private static List<Alarm.Kind> kinds(MonitorReport report) {
    return report.alarms().stream().map(Alarm::kind).distinct().toList();
  }

  private static Watch.State state(MonitorReport report, Watch watch) {
    return report.states().stream().filter(s -> s.watch() == watch).findFirst().orElseThrow();
  }

  @Test
  void full_isCalmWhereNothingWasDone() throws Exception {
    assertEquals(Optional.empty(), desk.monitorHome().last());
    MonitorReport report = full();
    assertEquals(List.of(), report.alarms());
    assertTrue(report.calm());
    assertEquals(
        List.of(Watch.values()), report.states().stream().map(Watch.State::watch).toList());
    report.states().forEach(state -> assertNotNull(state.done(), state.watch().title()));
    assertFalse(state(report, Watch.RECORDS).note().startsWith("0 "), "records were compared");
    assertEquals(Optional.empty(), desk.status().amiss());
    reopen();
    assertEquals(Optional.of(report), desk.monitorHome().last(), "as it was kept");
  }

  @Test
  void full_findsAChangedRecordEvenWhereItsRowAgreesWithItself() throws Exception {
    tamper(
        "update record set json = replace(json, '71', '17'),"
            + " sha256 = rawtohex(hash('SHA-256', stringtoutf8(replace(json, '71', '17'))))"
            + " where reference like 'Observation/%'");
    assertEquals(List.of(Alarm.Kind.RECORD_CHANGED), kinds(full()));
    assertEquals(Optional.of("1 integrity alarm"), desk.status().amiss());
  }

  @Test
  void full_findsWhatIsGoneAndWhatDoesNotDecrypt() throws Exception {
    tamper("delete from record where reference like 'Observation/%'");
    assertEquals(List.of(Alarm.Kind.RECORD_MISSING), kinds(full()));
    Path object;
    try (Stream<Path> all = Files.walk(home.objects())) {
      object = all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    Files.write(object, bytes);
    assertEquals(
        List.of(Alarm.Kind.RECORD_CHANGED, Alarm.Kind.RECORD_MISSING),
        kinds(full()).stream().sorted().toList());
  }

  @Test
  void full_findsAChangedLeafAndChangedWords() throws Exception {
    tamper("update leaf set opening = replace(opening, '\"owner\"', '\"other\"')");
    assertTrue(kinds(full()).contains(Alarm.Kind.JOURNAL_DAMAGED));
    tamper("update leaf set opening = replace(opening, '\"other\"', '\"owner\"')");
    assertEquals(List.of(), kinds(full()), "put right again");
    tamper("update leaf set hash = X'" + "00".repeat(32) + "' where leaf_index = 1");
    assertTrue(kinds(full()).contains(Alarm.Kind.JOURNAL_DAMAGED));
  }

  @Test
  void full_findsAnIndexThatHidesAnEntry() throws Exception {
    tamper("update leaf_subject set record_id = 'Nothing/1' where leaf_index = 0");
    assertEquals(List.of(Alarm.Kind.INDEX_CHANGED), kinds(full()));
    tamper("delete from leaf_subject where leaf_index = 0");
    assertEquals(List.of(Alarm.Kind.INDEX_CHANGED), kinds(full()));
  }

  private void say(boolean yes) throws Exception {
    ConsentTerms terms =
        ConsentTerms.standard(ConsentPurpose.CARE, yes, "", LocalDate.now(ZoneId.systemDefault()));
    desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms),
                KioskLanguage.ENGLISH,
                new Signature.OnPaper(),
                Optional.of("Nurse Sato")));
  }

  @Test
  void quick_findsAnAccessAfterTheNoThatWentPastTheGate() throws Exception {
    desk.history(patient);
    assertEquals(List.of(), kinds(desk.monitorHome().quick(Progress.NONE)));
    say(false);
    assertThrows(Exception.class, () -> desk.history(patient));
    desk.consents().code(patient, "", false);
    assertEquals(
        List.of(), kinds(desk.monitorHome().quick(Progress.NONE)), "a refusal is no access");
    desk.journal().access("opened the timeline", "Patient/" + patient, patient);
    MonitorReport report = desk.monitorHome().quick(Progress.NONE);
    assertEquals(List.of(Alarm.Kind.ACCESS_WITHOUT_GRANT), kinds(report));
    assertEquals(report.alarms(), full().alarms(), "the same from the beginning");
    say(true);
    desk.history(patient);
    assertEquals(
        List.of(Alarm.Kind.ACCESS_WITHOUT_GRANT, Alarm.Kind.YES_ON_PAPER),
        kinds(full()),
        "what was done stays, what is allowed is not added");
  }

  @Test
  void quick_listsEmergenciesForReviewAndNothingMore() throws Exception {
    say(false);
    desk.breakGlass(patient, "unconscious after a fall");
    desk.history(patient);
    MonitorReport report = desk.monitorHome().quick(Progress.NONE);
    assertEquals(List.of(Alarm.Kind.BREAK_GLASS), kinds(report));
    assertTrue(report.calm());
  }

  private String standingConsent() throws Exception {
    return desk.consents().all(patient).stream()
        .filter(d -> d.terms().purpose() == ConsentPurpose.CARE)
        .filter(d -> d.state() == ConsentDecision.State.STANDING)
        .findFirst()
        .orElseThrow()
        .consentId();
  }

  @Test
  void quick_findsWhoReadTheRecordThatAPatientLeftOut() throws Exception {
    say(true);
    desk.consents().narrow(patient, standingConsent());
    desk.open(
        desk.worklist().stream()
            .flatMap(row -> row.study().stream())
            .findFirst()
            .orElseThrow()
            .studyInstanceUid(),
        Progress.NONE);
    assertEquals(List.of(), kinds(desk.monitorHome().quick(Progress.NONE)), "pictures are open");
    desk.journal().access("opened the timeline", "Patient/" + patient, patient);
    List<Alarm> alarms = desk.monitorHome().quick(Progress.NONE).alarms();
    assertEquals(1, alarms.size(), alarms.toString());
    assertTrue(
        alarms.getFirst().sentence().contains("health record after the patient left it out"),
        alarms.toString());
  }

  @Test
  void full_findsAnAccessAfterAWithdrawal() throws Exception {
    say(true);
    desk.consents().withdraw(patient, standingConsent());
    desk.journal()
        .append(
            (connection, entries) -> {
              entries.event(EventKind.RECORD_EXPORTED, "report", "Patient/" + patient, patient);
              return true;
            });
    assertEquals(List.of(Alarm.Kind.ACCESS_WITHOUT_GRANT), kinds(full()));
  }

  @Test
  void quick_neverCallsAChainFineThatCannotBeAsked() throws Exception {
    MonitoredChain.Source gone =
        desk.chain(
            Anchoring.config(
                URI.create("http://127.0.0.1:1"), 1337, "0x" + "11".repeat(20), NodeAccess.OPEN));
    MonitorReport first = desk.monitorHome().quick(gone, List.of(), Progress.NONE);
    assertEquals(List.of(Alarm.Kind.CHAIN_UNREACHABLE), kinds(first));
    assertFalse(first.calm());
    for (Watch watch : List.of(Watch.ANCHORS, Watch.SENDERS, Watch.VALIDATORS)) {
      assertEquals("the chain could not be asked", state(first, watch).note());
      assertEquals(null, state(first, watch).done());
    }
    MonitorReport again = desk.monitorHome().quick(gone, List.of(), Progress.NONE);
    assertEquals(
        first.alarms().getFirst().since(),
        again.alarms().getFirst().since(),
        "as old as when it was seen first");
  }

  @Test
  void quick_namesTheEndOfAConsentThatTheChainWillNeverTake() throws Exception {
    say(true);
    desk.consents().withdraw(patient, standingConsent());
    GrantOutbox.Waiting end = desk.grantOutbox().waiting(0, 10).getLast();
    desk.grantOutbox().refused(end.number(), "It is signed by nobody who may decide this.");

    MonitoredChain.Source gone =
        desk.chain(
            Anchoring.config(
                URI.create("http://127.0.0.1:1"), 1337, "0x" + "11".repeat(20), NodeAccess.OPEN));
    Alarm alarm =
        desk.monitorHome().quick(gone, List.of(), Progress.NONE).alarms().stream()
            .filter(each -> each.kind() == Alarm.Kind.ANCHOR_REFUSED)
            .findFirst()
            .orElseThrow();

    assertEquals(
        "The chain refused the end of a consent for good: It is signed by nobody who may decide this.",
        alarm.sentence());
  }

  @Test
  void quick_reconcilesWhatOthersHold() throws Exception {
    SignedCheckpoint ours = desk.anchoring().checkpoint();
    Path held = directory.resolve("held");
    Files.writeString(held, ours.note());
    MonitoredChain.Source none = MonitoredChain.Source.NONE;
    assertEquals(List.of(), kinds(desk.monitorHome().quick(none, List.of(held), Progress.NONE)));
    Checkpoint body = ours.checkpoint();
    Checkpoint other =
        new Checkpoint(body.origin(), body.size(), Hash.sha256("another history"), body.time());
    Files.createDirectories(home.elsewhere());
    Path second = home.elsewhere().resolve("from-b");
    Files.writeString(second, CheckpointSigner.generate(body.origin()).sign(other).note());
    assertEquals(
        List.of(Alarm.Kind.FORGED_CHECKPOINT),
        kinds(desk.monitorHome().quick(none, List.of(held), Progress.NONE)));
    Files.writeString(second, desk.signer().sign(other).note());
    assertEquals(
        List.of(Alarm.Kind.SPLIT_VIEW, Alarm.Kind.JOURNAL_DAMAGED).stream().sorted().toList(),
        kinds(full()).stream().sorted().toList());
  }

  @Test
  void full_stopsWhenAskedAndLeavesTheLastReport() throws Exception {
    MonitorReport before = full();
    assertThrows(
        CancellationException.class,
        () ->
            desk.monitorHome()
                .full(
                    (step, done, total) -> {
                      throw new CancellationException();
                    }));
    assertEquals(Optional.of(before), desk.monitorHome().last());
  }

  @Test
  void schedule_looksFullyFirstAndEndsWithTheDesk() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    AtomicLong asked = new AtomicLong();
    MonitoredChain.Source counting =
        () -> {
          asked.incrementAndGet();
          twice.countDown();
          return Optional.empty();
        };
    try (Passphrase passphrase = phrase()) {
      desk.close();
      try (KeyRing keys = KeyRing.open(home.keyFile(), passphrase);
          Database database = Database.open(home, keys)) {
        MonitorHome monitor = MonitorHomes.of(home, keys, database, counting);
        MonitorSchedule schedule =
            new MonitorSchedule(
                monitor,
                new MonitorSchedule.Pace(Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(1)),
                Clock.systemUTC());
        schedule.start();
        assertTrue(twice.await(60, TimeUnit.SECONDS), "no second run");
        schedule.close();
        long runs = asked.get();
        assertNotNull(monitor.last().orElseThrow().full());
        monitor.quick(Progress.NONE);
        assertEquals(runs + 1, asked.get(), "nobody else runs it any more");
      }
    }
    try (Passphrase passphrase = phrase()) {
      desk = Desk.open(home, passphrase, "owner");
    }
  }
}
