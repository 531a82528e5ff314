package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.BreakGlassWatch;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.NodeProxy;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.MerkleTree;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Watch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who looked, from the desk to a real chain and back to a patient's watcher.
class AccessLedgerTest {
  private static final String REASON = "unconscious after a fall";

  @TempDir Path directory;
  private Home home;
  private long before;
  private Desk desk;
  private String patient;
  private String study;

  @BeforeEach
  void openHome() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.create(home, passphrase, "drhouse");
    }
    for (String name : List.of("jane", "other")) {
      TinyStudy.write(directory.resolve(name), name, 2);
      desk.importFrom(List.of(directory.resolve(name)), Progress.NONE);
    }
    patient = key("ID-jane");
    study =
        desk.worklist().stream()
            .filter(row -> row.patient().patientId().equals("ID-jane"))
            .findFirst()
            .orElseThrow()
            .study()
            .orElseThrow()
            .studyInstanceUid();
    before = desk.accesses().waiting().accesses();
  }

  private String key(String patientId) throws CairnException {
    return desk.worklist().stream()
        .map(row -> row.patient())
        .filter(found -> found.patientId().equals(patientId))
        .findFirst()
        .orElseThrow()
        .patientKey();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  private void openAgain() throws CairnException {
    open(home);
  }

  private void open(Home at) throws CairnException {
    desk.close();
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.open(at, passphrase, "drhouse");
    }
  }

  private static void through(Home at, URI rpc) throws IOException {
    String settings = Files.readString(at.settings());
    Files.writeString(
        at.settings(),
        settings.replaceAll(
            "ledger\\.rpc=.*", "ledger.rpc=" + rpc.toString().replace(":", "\\\\:")));
  }

  private static List<AnchorState> states(RelayResult<AccessTask> sent) {
    return sent.finished().stream().map(AccessTask::state).toList();
  }

  private void sayNo() throws CairnException {
    ConsentTerms terms =
        ConsentTerms.standard(
            ConsentPurpose.CARE, false, "", LocalDate.now(ZoneId.systemDefault()));
    desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms), KioskLanguage.ENGLISH, new Signature.OnPaper(), Optional.empty()));
  }

  private RelayResult<AccessTask> send() throws CairnException {
    return desk.accesses().send(true).orElseThrow();
  }

  /// The root over the journal's entries of some kinds, from one on.
  private String rootOfAccesses(long from) throws Exception {
    MerkleTree tree = new MerkleTree();
    SignedCheckpoint now = desk.anchoring().checkpoint();
    for (long index = from; index < now.checkpoint().size(); index++) {
      Opening opening =
          Objects.requireNonNull(desk.journal().journal().prove(index, now).opening());
      if (Set.of(EventKind.ACCESS, EventKind.ACCESS_DENIED, EventKind.BREAK_GLASS)
          .contains(opening.entry().event())) {
        tree.append(opening.leafHash());
      }
    }
    return tree.root().hex();
  }

  @Test
  void send_recordsBatchesInOrderWithoutGaps() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      ChainEvents chain = new ChainEvents(anvil);
      desk.open(study, Progress.NONE);
      desk.history(patient);
      assertTrue(desk.accesses().send(true).isEmpty(), "no registry is set up");
      assertEquals(before + 2, desk.accesses().waiting().accesses());
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      String registry = network.accesses().hex();

      RelayResult<AccessTask> sent = send();

      assertEquals(RelayResult.End.DRAINED, sent.end(), sent.reason());
      assertEquals(0, desk.accesses().waiting().accesses());
      assertEquals(
          List.of(new ChainEvents.Batch(1, rootOfAccesses(0), before + 2)),
          chain.batches(registry));
      assertEquals(List.of(), send().finished(), "nothing new");

      long from = desk.status().journalEntries();
      sayNo();
      assertThrows(CairnException.class, () -> desk.history(patient));
      openAgain();
      assertEquals(
          2, desk.accesses().waiting().accesses(), "who may write the no down, and the refusal");
      assertEquals(List.of(), desk.accesses().send(false).orElseThrow().finished());
      assertEquals(1, send().finished().size());
      assertEquals(
          new ChainEvents.Batch(2, rootOfAccesses(from), 2), chain.batches(registry).getLast());
      assertEquals(2, chain.batches(registry).size());
    }
  }

  @Test
  void send_flagsAnEmergencyForThePatientsWatcherAndNobodyElse() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.breakGlass(patient, REASON);
      assertEquals(1, desk.accesses().waiting().flags());
      assertThrows(CairnException.class, () -> desk.handOutWatchKey(patient), "nothing to watch");
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      WatchFile key = desk.handOutWatchKey(patient);
      WatchFile ofAnother = desk.handOutWatchKey(key("ID-other"));
      assertEquals(List.of(), key.flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home));

      RelayResult<AccessTask> sent = desk.accesses().send(false).orElseThrow();

      assertEquals(1, sent.finished().size(), "the flag at once, the batch later");
      openAgain();
      desk.breakGlass(patient, REASON);
      send();
      List<String> seen =
          key.flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home).stream()
              .map(BreakGlassWatch.Flag::entry)
              .map(entry -> entry.hex())
              .toList();
      assertEquals(new ChainEvents(anvil).flags(network.accesses().hex()), seen);
      assertEquals(2, seen.size());
      assertEquals(List.of(), ofAnother.flags(Optional.empty(), NodeAccess.OPEN, home));
      assertEquals(0, desk.accesses().waiting().flags());
      assertTrue(
          desk.audit(patient, 100).stream().anyMatch(l -> l.event().equals("watch key issued")));
    }
  }

  @Test
  void send_waitsWhileTheNodeIsDownAndThenSendsAll() throws Exception {
    Path state = directory.resolve("state.json");
    try (Anvil anvil = Anvil.startKeeping(state)) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.history(patient);
      send();
      anvil.stop();
      for (int i = 0; i < 3; i++) {
        desk.history(patient);
        desk.breakGlass(patient, REASON);
        RelayResult<AccessTask> away = send();
        assertEquals(RelayResult.End.UNREACHABLE, away.end());
        assertEquals(i + 1, desk.accesses().waiting().flags());
        assertEquals(2 * (i + 1), desk.accesses().waiting().accesses());
        openAgain();
      }
      anvil.startAgain();

      RelayResult<AccessTask> sent = send();

      assertEquals(RelayResult.End.DRAINED, sent.end(), sent.reason());
      assertEquals(3, chain.flags(network.accesses().hex()).size());
      assertEquals(
          List.of(before + 1, 6L),
          chain.batches(network.accesses().hex()).stream().map(ChainEvents.Batch::count).toList(),
          "a batch is made when somebody says what number it has");
      assertEquals(0, desk.accesses().waiting().accesses());
    }
  }

  /// Names, numbers and reasons in whatever form they could come into a transaction as they are.
  @Test
  void send_saysNothingPersonalOnTheChain() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.open(study, Progress.NONE);
      sayNo();
      desk.breakGlass(patient, REASON);
      desk.history(patient);
      WatchFile key = desk.handOutWatchKey(patient);
      desk.anchoring().anchor(desk.anchoring().chain().orElseThrow());
      desk.grants().send();
      send();
      assertEquals(1, key.flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home).size());

      List<String> all = new ChainEvents(anvil).calldata();

      assertTrue(all.size() >= 7 + 3, "deployment, a checkpoint, a flag, a batch: " + all.size());
      for (String personal :
          List.of(
              "ID-jane",
              "Jane",
              "jane",
              "drhouse",
              patient,
              patient.replace("-", ""),
              study,
              REASON)) {
        String hex = HexFormat.of().formatHex(personal.getBytes(StandardCharsets.UTF_8));
        assertTrue(
            all.stream().noneMatch(data -> data.contains(hex) || data.contains(personal)),
            personal);
      }
      assertTrue(all.stream().noneMatch(data -> data.contains(key.key().hex())), "the watch key");
    }
  }

  @Test
  void send_beginsAnewInAnotherRegistry() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      ChainEvents chain = new ChainEvents(anvil);
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.breakGlass(patient, REASON);
      send();
      NetworkContracts second =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.breakGlass(patient, REASON);

      assertEquals(RelayResult.End.DRAINED, send().end());

      assertEquals(1, chain.batches(second.accesses().hex()).getFirst().number());
      assertEquals(
          1,
          desk.handOutWatchKey(patient)
              .flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home)
              .size());
    }
  }

  /// Two homes with one key, each of which would begin at 1: the one behind is there within one attempt, with nothing
  /// lost and nothing said twice, and the monitor says that there is another.
  @Test
  void send_catchesUpWithAnotherHomeOfTheInstitution() throws Exception {
    AtomicBoolean counts = new AtomicBoolean();
    try (Anvil anvil = Anvil.start();
        NodeProxy unsure =
            new NodeProxy(
                asked -> {
                  if (asked.method().equals("eth_getTransactionCount") && !counts.get()) {
                    asked.answer(503, "");
                  } else {
                    asked.answer(200, asked.pass(anvil.rpc()));
                  }
                })) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      WatchFile watcher = desk.handOutWatchKey(patient); // so that both have the key of the flags
      desk.close();
      Home second = new Home(directory.resolve("second"));
      HomeCopy.copy(home.directory(), second.directory());
      through(second, unsure.rpc());
      openAgain();
      desk.breakGlass(patient, REASON);
      for (int i = 0; i < 3; i++) {
        desk.history(patient);
        send();
      }
      open(second);
      desk.breakGlass(patient, REASON);
      RelayResult<AccessTask> away = send();
      assertEquals(RelayResult.End.UNREACHABLE, away.end(), "the batch is numbered 4, not signed");
      assertEquals(List.of(AnchorState.REJECTED), states(away), "flag 1 is the other home's");
      openAgain();
      desk.history(patient);
      desk.history(patient);
      send();

      open(second);
      counts.set(true);
      RelayResult<AccessTask> sent = send();

      assertEquals(RelayResult.End.DRAINED, sent.end(), sent.reason());
      assertEquals(
          List.of(AnchorState.VERIFIED, AnchorState.REJECTED, AnchorState.VERIFIED),
          states(sent),
          "flag 2; batch 4 is the other home's by now; batch 5");
      assertEquals(
          List.of(before + 3, 1L, 1L, 2L, before + 2),
          chain.batches(network.accesses().hex()).stream().map(ChainEvents.Batch::count).toList(),
          "what was looked at before there were two, the key that was handed out too, is in both");
      assertEquals(
          2,
          watcher.flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home).size(),
          "without a gap");
      desk.history(patient);
      assertEquals(List.of(AnchorState.VERIFIED), states(send()));
      assertEquals(
          List.of(
              "The chain holds 6 batches of accesses under this institution's name, and this home"
                  + " made 2."),
          saidOnChain().alarms().stream().map(Alarm::sentence).toList());
      openAgain();
      desk.history(patient);
      assertEquals(List.of(AnchorState.VERIFIED), states(send()), "number 7, at the first go");
    }
  }

  /// The only endpoint says that something else is there already, under each number.
  @Test
  void send_usesTheNumbersAgainThatALyingNodeRefused() throws Exception {
    AtomicBoolean lies = new AtomicBoolean(true);
    try (Anvil anvil = Anvil.start();
        NodeProxy liar =
            new NodeProxy(
                asked -> {
                  String truth = asked.pass(anvil.rpc());
                  boolean absent = truth.matches(".*\"0x(0{192}|0{256})\".*");
                  asked.answer(
                      200,
                      lies.get() && asked.method().equals("eth_call") && absent
                          ? truth.replace("0".repeat(192), "ab".repeat(32) + "%0128x".formatted(1))
                          : truth);
                })) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      through(home, liar.rpc());
      openAgain();
      desk.breakGlass(patient, REASON);
      assertTrue(
          states(send()).stream().allMatch(AnchorState.REJECTED::equals), "on one node's word");
      assertEquals(before + 1, desk.accesses().waiting().accesses(), "nothing is lost");
      lies.set(false);

      assertEquals(List.of(AnchorState.VERIFIED, AnchorState.VERIFIED), states(send()));

      assertEquals(
          List.of(new ChainEvents.Batch(1, rootOfAccesses(0), before + 1)),
          chain.batches(network.accesses().hex()));
      assertEquals(
          1,
          desk.handOutWatchKey(patient)
              .flags(Optional.of(anvil.rpc()), NodeAccess.OPEN, home)
              .size());
      assertEquals(List.of(), saidOnChain().alarms());
    }
  }

  @Test
  void monitor_readsBackWhatWasSaidAndSeesAnOlderDatabase() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      assertEquals("no chain is configured", saidOnChain().note());
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.breakGlass(patient, REASON);
      send();
      desk.close();
      Path older = directory.resolve("older");
      HomeCopy.copy(home.directory(), older);
      openAgain();
      desk.history(patient);
      send();

      Watch.State calm = saidOnChain();
      assertEquals("2 batches and 1 flag read back", calm.note());
      assertEquals(List.of(), calm.alarms());

      open(new Home(older));
      assertEquals(
          List.of(
              "The chain holds 2 batches of accesses under this institution's name, and this home"
                  + " made 1."),
          saidOnChain().alarms().stream().map(Alarm::sentence).toList());
      anvil.stop();
      assertEquals(
          List.of(Alarm.Kind.FOREIGN_ACCESSES, Alarm.Kind.CHAIN_UNREACHABLE),
          saidOnChain().alarms().stream().map(Alarm::kind).toList(),
          "what was found stands while nobody answers");
    }
  }

  private Watch.State saidOnChain() throws CairnException {
    return desk.monitorHome().full(Progress.NONE).states().stream()
        .filter(state -> state.watch() == Watch.SAID_ACCESSES)
        .findFirst()
        .orElseThrow();
  }
}
