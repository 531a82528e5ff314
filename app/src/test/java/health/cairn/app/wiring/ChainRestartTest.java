package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.NodeProxy;
import health.cairn.ledger.besu.SendResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that ends in the middle and comes back with its blocks, and without what was in its pool.
class ChainRestartTest {
  /// A checkpoint, a patient's decision, a flag, and a batch of accesses.
  private static final int SENT_EACH_TIME = 4;

  @TempDir Path directory;
  private Home home;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Desk desk;
  private String patient;

  @BeforeEach
  void openHome() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.create(home, passphrase, "owner");
    }
    TinyStudy.write(directory.resolve("images"), "jane", 2);
    desk.importFrom(List.of(directory.resolve("images")), Progress.NONE);
    patient = desk.worklist().getFirst().patient().patientKey();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  /// When the node ends, seen from the transaction that it is handed.
  private enum Moment {
    BEFORE_IT_HAS_IT,
    WHILE_IT_IS_IN_THE_POOL,
    WHEN_IT_IS_IN_A_BLOCK
  }

  /// An address that passes everything on, until it is told to end the node at a transaction; then it is silent
  /// until the next attempt.
  private static final class Wire implements AutoCloseable {
    private final Anvil anvil;
    private final NodeProxy proxy;
    private int handed;
    private int endAt = Integer.MAX_VALUE;
    private Moment moment = Moment.BEFORE_IT_HAS_IT;
    private boolean silent;

    Wire(Anvil anvil) throws Exception {
      this.anvil = anvil;
      this.proxy = new NodeProxy(this::pass);
    }

    private synchronized void pass(NodeProxy.Asked asked) throws Exception {
      if (silent) {
        asked.answer(503, "");
        return;
      }
      boolean ends = asked.method().equals("eth_sendRawTransaction") && handed++ == endAt;
      if (!ends) {
        asked.answer(200, asked.pass(anvil.rpc()));
        return;
      }
      silent = true;
      if (moment == Moment.WHILE_IT_IS_IN_THE_POOL) {
        anvil.ask("evm_setAutomine", "false");
      }
      if (moment != Moment.BEFORE_IT_HAS_IT) {
        String answer = asked.pass(anvil.rpc());
        if (moment == Moment.WHEN_IT_IS_IN_A_BLOCK) {
          awaitBlock(answer);
        }
      }
      anvil.stop();
      anvil.startAgain();
      asked.answer(503, "");
    }

    /// The node says that it has a transaction before that is in a block, and a block may be half of what it keeps.
    private void awaitBlock(String answer) throws Exception {
      String hash = JSON.readTree(answer).required("result").asText();
      while (JSON.readTree(anvil.ask("eth_getTransactionReceipt", "\"" + hash + "\""))
          .required("result")
          .isNull()) {
        Thread.sleep(10);
      }
    }

    synchronized void endAt(int transaction, Moment at) {
      handed = 0;
      endAt = transaction;
      moment = at;
    }

    synchronized void speak() {
      silent = false;
      endAt = Integer.MAX_VALUE;
    }

    URI rpc() {
      return proxy.rpc();
    }

    @Override
    public void close() {
      proxy.close();
    }
  }

  private void through(URI rpc) throws Exception {
    String settings = Files.readString(home.settings());
    Files.writeString(
        home.settings(),
        settings.replaceAll(
            "ledger\\.rpc=.*", "ledger.rpc=" + rpc.toString().replace(":", "\\\\:")));
  }

  /// Something of each kind to send.
  private void work() throws Exception {
    ConsentTerms terms =
        ConsentTerms.standard(
            ConsentPurpose.RESEARCH, true, "", LocalDate.now(ZoneId.systemDefault()));
    if (desk.consents().inForce(patient).isEmpty()) {
      desk.consents()
          .record(
              patient,
              new SignedConsent(
                  List.of(terms),
                  KioskLanguage.ENGLISH,
                  new Signature.OnPaper(),
                  Optional.of("Nurse Sato")));
    } else {
      desk.consents().withdraw(patient, desk.consents().inForce(patient).getFirst().consentId());
    }
    desk.breakGlass(patient, "unconscious after a fall");
  }

  /// @return how many of the three senders have nothing left
  private int send() throws Exception {
    SendResult checkpoints = desk.anchoring().anchor(desk.anchoring().chain().orElseThrow());
    RelayResult.End decisions = desk.grants().send().orElseThrow().end();
    RelayResult.End accesses = desk.accesses().send(true).orElseThrow().end();
    return (checkpoints instanceof SendResult.Drained ? 1 : 0)
        + (decisions == RelayResult.End.DRAINED ? 1 : 0)
        + (accesses == RelayResult.End.DRAINED ? 1 : 0);
  }

  private long waiting() throws Exception {
    return desk.anchoring().waiting()
        + desk.grants().waiting()
        + desk.accesses().waiting().flags()
        + Math.min(1, desk.accesses().waiting().accesses());
  }

  @Test
  void send_losesNothingAndSendsNothingTwiceWhenTheNodeEndsAtAnyTransaction() throws Exception {
    try (Anvil anvil = Anvil.startKeeping(directory.resolve("state.json"));
        Wire wire = new Wire(anvil)) {
      ChainEvents chain = new ChainEvents(anvil);
      NetworkContracts network =
          desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      through(wire.rpc());
      String account = desk.anchoring().account().hex();
      long before = chain.transactions(account);
      int rounds = 0;
      for (Moment moment : Moment.values()) {
        for (int transaction = 0; transaction < SENT_EACH_TIME; transaction++) {
          String at = moment + " " + transaction;
          rounds++;
          work();
          wire.endAt(transaction, moment);

          assertTrue(send() < 3, at + ": all is said to be there");
          assertTrue(waiting() >= SENT_EACH_TIME - transaction, at + ": shown as done too early");

          wire.speak();
          assertEquals(3, send(), at);
          assertEquals(0, waiting(), at);
          assertEquals(rounds, chain.flags(network.accesses().hex()).size(), at);
          assertEquals(rounds, chain.batches(network.accesses().hex()).size(), at);
          assertEquals(rounds, chain.batches(network.accesses().hex()).getLast().number(), at);
          assertEquals(rounds, chain.count(network.consents().hex()), at);
          assertEquals(rounds, chain.count(network.checkpoints().hex()), at);
          assertEquals(before + (long) SENT_EACH_TIME * rounds, chain.transactions(account), at);
        }
      }
    }
  }

  /// No network of good faith does this; if one does, nothing is said to be there that is not.
  @Test
  void send_waitsWhenTheChainForgotABatch() throws Exception {
    try (Anvil anvil = Anvil.startKeeping(directory.resolve("state.json"))) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      desk.history(patient);
      desk.accesses().send(true);
      anvil.stop();
      anvil.startAgain();
      desk.history(patient);
      assertEquals(1, desk.accesses().send(true).orElseThrow().finished().size());
      anvil.kill();
      anvil.startAgain();
      desk.history(patient);

      var result = desk.accesses().send(true).orElseThrow();

      assertEquals(RelayResult.End.PENDING, result.end());
      assertTrue(result.reason().contains("lacks the batch"), result.reason());
      assertEquals(1, desk.accesses().waiting().accesses());
      assertInstanceOf(
          SendResult.Drained.class,
          desk.anchoring().anchor(desk.anchoring().chain().orElseThrow()));
    }
  }
}
