package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.PUT;
import static health.cairn.ledger.besu.NetworkFixture.id;
import static health.cairn.ledger.besu.NetworkFixture.journalKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// What each transaction costs. All keys are fixed, so the figures are the same on every machine.
/// `-Dcairn.write.gas=true` writes `contracts/GAS.md` anew; otherwise it must say the same.
class GasTableTest {
  private static final Path TABLE = Path.of("contracts/GAS.md");
  private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");
  private static final SenderKey PATIENT = key("patient");

  private static NetworkFixture network;

  private final StringBuilder rows = new StringBuilder();

  @BeforeAll
  static void start() throws Exception {
    network = new NetworkFixture(List.of(key("first"), key("second")));
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void table_isWhatTransactionsCost() throws Exception {
    row("anchor, first of a journal", network.checkpointsAt, anchor(1));
    row("anchor, each further one", network.checkpointsAt, anchor(100_000));
    var grant = new GrantKey(PATIENT.address(), id(0), Hash.sha256("terms"));
    consent("grant, first of its terms", new Decision.Grant(grant, 1, UNTIL), PATIENT);
    consent("grant, renewed", new Decision.Grant(grant, 2, UNTIL), PATIENT);
    consent("withdrawal", new Decision.Withdrawal(grant, 2), PATIENT);
    consent(
        "withdrawal of all", new Decision.WithdrawalOfAll(PATIENT.address(), id(0), 3), PATIENT);
    SenderKey guardian = key("guardian");
    consent(
        "delegation",
        new Decision.Delegation(PATIENT.address(), guardian.address(), true, true, 1, UNTIL),
        PATIENT);
    consent("grant by a delegate", new Decision.Grant(grant, 4, UNTIL), guardian);
    row("accesses, a batch of any size", network.accessesAt, batch(1));
    row("accesses, each further batch", network.accessesAt, batch(2));
    for (int flags : List.of(1, 32)) {
      row(
          "break-glass, " + flags + (flags == 1 ? " flag" : " flags"),
          network.accessesAt,
          flags(flags));
    }
    row("vote, not the last one", network.institutionsAt, vote(), network.founders.get(0));
    row("vote that admits a member", network.institutionsAt, vote(), network.founders.get(1));

    String table =
        """
        # What transactions cost

        Gas and bytes of signed transactions, compiled as `compile.mjs` says, in an EVM by the rules of Berlin. Cairn's
        networks are free of charge; gas is what a block has room for (30 million in the network kit). Per record: an anchor
        is the same for one record and for 100,000 under one root, so at 100,000 a record costs less than 1 gas and
        0.01 bytes on chain.

        `GasTableTest` checks this table; `mvn -pl ledger-client test -Dtest=GasTableTest -Dcairn.write.gas=true` writes it.

        | transaction | gas | bytes |
        |---|---:|---:|
        """
            + rows;
    if (Boolean.getBoolean("cairn.write.gas")) {
      Files.writeString(TABLE, table);
    }
    assertEquals(Files.readString(TABLE), table);
  }

  private void consent(String what, Decision decision, SenderKey signer) throws Exception {
    row(what, network.consentsAt, network.relay(network.sign(decision, signer)));
  }

  private void row(String what, Address to, RemoteFunctionCall<?> call) throws Exception {
    row(what, to, call, network.founders.getFirst());
  }

  private void row(String what, Address to, RemoteFunctionCall<?> call, SenderKey by)
      throws Exception {
    TransactionReceipt receipt = network.evm.send(by, to, call);
    int callBytes = (call.encodeFunctionCall().length() - 2) / 2;
    // Nonce, price, gas, address, value and signature take about 110 bytes beside the call's own.
    rows.append(
        String.format(
            Locale.ROOT, "| %s | %,d | %d |\n", what, receipt.getGasUsed(), callBytes + 110));
  }

  private static RemoteFunctionCall<?> anchor(long size) {
    return network.checkpoints.anchor(
        Hash.sha256("journal").bytes(), BigInteger.valueOf(size), Hash.sha256("root").bytes());
  }

  private static RemoteFunctionCall<?> batch(int number) {
    return network.accesses.record(
        BigInteger.valueOf(number), Hash.sha256("root").bytes(), BigInteger.valueOf(500));
  }

  private static RemoteFunctionCall<?> flags(int count) {
    return network.accesses.flag(
        IntStream.range(0, count).mapToObj(i -> Hash.sha256(count + " tag " + i).bytes()).toList(),
        IntStream.range(0, count).mapToObj(i -> Hash.sha256("entry " + i).bytes()).toList());
  }

  private static RemoteFunctionCall<?> vote() throws Exception {
    return network.vote(
        network.epoch(),
        PUT,
        id(2).bytes(),
        key("third").address().hex(),
        7,
        journalKey(2).bytes());
  }

  private static SenderKey key(String name) {
    return SenderKey.of(Hash.sha256("gas table " + name).bytes());
  }
}
