package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.id;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.Seeded;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.RemoteFunctionCall;

/// What the registry of consent takes and what it says, on a real EVM. Every test has a patient of
/// its own.
class ConsentRegistryTest {
  private static final int UNKNOWN = 0;
  private static final int GRANTED = 1;
  private static final int WITHDRAWN = 2;
  private static final int EXPIRED = 3;

  private static NetworkFixture network;

  private final SenderKey patient = SenderKey.generate();
  private final GrantKey key = new GrantKey(patient.address(), id(0), Hash.sha256("terms"));

  @BeforeAll
  static void start() throws Exception {
    network = new NetworkFixture(2);
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void digest_isThatOfTheContract() throws Exception {
    // The domain alone; the structs are checked by every signature that is taken below.
    assertArrayEquals(
        network.consents.domainSeparator().send(),
        org.web3j.crypto.Hash.sha3(
            concat(
                keccak(
                    "EIP712Domain(string name,string version,uint256 chainId,address"
                        + " verifyingContract)"),
                keccak("Cairn consent"),
                keccak("1"),
                org.web3j.utils.Numeric.toBytesPadded(BigInteger.valueOf(Anvil.CHAIN_ID), 32),
                org.web3j.utils.Numeric.toBytesPadded(
                    org.web3j.utils.Numeric.toBigInt(network.consentsAt.hex()), 32))));
  }

  @Test
  void grant_countsUntilItEnds() throws Exception {
    assertEquals(UNKNOWN, state(key));
    Instant until = inSeconds(1000);
    take(new Decision.Grant(key, 1, until), patient);
    assertEquals(GRANTED, state(key));
    assertEquals(UNKNOWN, state(new GrantKey(key.patient(), id(1), key.terms())));
    assertEquals(UNKNOWN, state(new GrantKey(key.patient(), id(0), Hash.sha256("other"))));
    network.evm.advance(1001);
    assertEquals(EXPIRED, state(key));
    refuse(ConsentRegistry.ENDSINTHEPAST_ERROR, new Decision.Grant(key, 2, until), patient);
    take(new Decision.Grant(key, 2, inSeconds(1000)), patient);
    assertEquals(GRANTED, state(key));
  }

  @Test
  void grant_cannotBeReplayed() throws Exception {
    Decision.Grant first = new Decision.Grant(key, 1, inSeconds(9000));
    take(first, patient);
    refuse(ConsentRegistry.NOTNEWER_ERROR, first, patient);
    take(new Decision.Withdrawal(key, 1), patient);
    assertEquals(WITHDRAWN, state(key));
    refuse(ConsentRegistry.NOTNEWER_ERROR, first, patient);
    refuse(ConsentRegistry.NOTNEWER_ERROR, new Decision.Withdrawal(key, 1), patient);
  }

  @Test
  void grant_isBoundToItsContractAndChain() throws Exception {
    Decision.Grant grant = new Decision.Grant(key, 1, inSeconds(9000));
    for (DecisionSigning elsewhere :
        List.of(
            new DecisionSigning(Anvil.CHAIN_ID + 1, network.consentsAt),
            new DecisionSigning(Anvil.CHAIN_ID, network.accessesAt))) {
      refuse(ConsentRegistry.BADSIGNATURE_ERROR, elsewhere.sign(grant, patient));
    }
  }

  @Test
  void grant_refusesEveryDamagedSignature() throws Exception {
    SignedDecision good = network.sign(new Decision.Grant(key, 1, inSeconds(9000)), patient);
    for (int at = 2; at < 132; at += 3) {
      char other = good.signature().charAt(at) == '3' ? '4' : '3';
      String damaged =
          good.signature().substring(0, at) + other + good.signature().substring(at + 1);
      refuse(
          ConsentRegistry.BADSIGNATURE_ERROR,
          new SignedDecision(good.decision(), good.digest(), damaged));
    }
    refuse(ConsentRegistry.BADSIGNATURE_ERROR, highS(good));
    assertEquals(UNKNOWN, state(key));
  }

  @Test
  void grant_isRelayedByMembersOnly() throws Exception {
    SignedDecision signed = network.sign(new Decision.Grant(key, 1, inSeconds(9000)), patient);
    network.evm.refuses(
        ConsentRegistry.NOTALLOWED_ERROR, patient, network.consentsAt, network.relay(signed));
    refuse(
        ConsentRegistry.NOSUCHINSTITUTION_ERROR,
        new Decision.Grant(
            new GrantKey(key.patient(), Hash.sha256("nobody"), key.terms()), 1, inSeconds(9000)),
        patient);
  }

  @Test
  void withdrawal_holdsWhenItArrivesFirst() throws Exception {
    take(new Decision.Withdrawal(key, 5), patient);
    assertEquals(WITHDRAWN, state(key));
    refuse(ConsentRegistry.NOTNEWER_ERROR, new Decision.Grant(key, 5, inSeconds(9000)), patient);
    take(new Decision.Grant(key, 6, inSeconds(9000)), patient);
    assertEquals(GRANTED, state(key));
  }

  @Test
  void withdrawal_needsNoInstitution() throws Exception {
    take(new Decision.Grant(key, 1, inSeconds(9000)), patient);
    network.evm.send(
        patient,
        network.consentsAt,
        network.consents.withdrawMyself(
            key.institution().bytes(), key.terms().bytes(), BigInteger.ONE));
    assertEquals(WITHDRAWN, state(key));
  }

  @Test
  void withdrawal_canBeRelayedByAnybody() throws Exception {
    take(new Decision.Grant(key, 1, inSeconds(9000)), patient);
    network.evm.send(
        SenderKey.generate(),
        network.consentsAt,
        network.relay(network.sign(new Decision.Withdrawal(key, 1), patient)));
    assertEquals(WITHDRAWN, state(key));
  }

  @Test
  void withdrawal_isPossibleWhenTheContractIsReplaced() throws Exception {
    try (var old = new NetworkFixture(1)) {
      SenderKey relay = old.founders.getFirst();
      Instant until = Instant.ofEpochSecond(old.evm.now() + 9000);
      old.evm.send(
          relay, old.consentsAt, old.relay(old.sign(new Decision.Grant(key, 1, until), patient)));
      old.list("ConsentRegistry", SenderKey.generate().address());
      old.evm.refuses(
          ConsentRegistry.NOTCURRENT_ERROR,
          relay,
          old.consentsAt,
          old.relay(old.sign(new Decision.Grant(key, 2, until), patient)));
      old.evm.send(
          relay, old.consentsAt, old.relay(old.sign(new Decision.Withdrawal(key, 1), patient)));
    }
  }

  @Test
  void withdrawalOfAll_endsEveryGrantToTheInstitution() throws Exception {
    var second = new GrantKey(key.patient(), key.institution(), Hash.sha256("second"));
    var elsewhere = new GrantKey(key.patient(), id(1), key.terms());
    for (GrantKey each : List.of(key, second, elsewhere)) {
      take(new Decision.Grant(each, 3, inSeconds(9000)), patient);
    }
    take(new Decision.WithdrawalOfAll(key.patient(), key.institution(), 3), patient);
    assertEquals(WITHDRAWN, state(key));
    assertEquals(WITHDRAWN, state(second));
    assertEquals(GRANTED, state(elsewhere));
    take(new Decision.Grant(key, 4, inSeconds(9000)), patient);
    assertEquals(GRANTED, state(key));
    assertEquals(WITHDRAWN, state(second));
  }

  @Test
  void delegate_speaksWithinItsPowersAndTime() throws Exception {
    SenderKey guardian = SenderKey.generate();
    Decision.Grant grant = new Decision.Grant(key, 1, inSeconds(90_000));
    refuse(ConsentRegistry.BADSIGNATURE_ERROR, grant, guardian);
    Decision.Delegation mayWithdraw =
        new Decision.Delegation(
            key.patient(), guardian.address(), false, true, 1, inSeconds(90_000));
    refuse(ConsentRegistry.BADSIGNATURE_ERROR, mayWithdraw, guardian);
    take(mayWithdraw, patient);
    refuse(ConsentRegistry.BADSIGNATURE_ERROR, grant, guardian);
    take(grant, patient);
    take(new Decision.Withdrawal(key, 1), guardian);
    assertEquals(WITHDRAWN, state(key));

    take(delegation(guardian, true, 2, 1000), patient);
    take(new Decision.Grant(key, 2, inSeconds(90_000)), guardian);
    assertEquals(GRANTED, state(key));
    refuse(
        ConsentRegistry.BADSIGNATURE_ERROR, delegation(SenderKey.generate(), true, 1, 9), guardian);
    network.evm.advance(1001);
    refuse(
        ConsentRegistry.BADSIGNATURE_ERROR,
        new Decision.Grant(key, 3, inSeconds(90_000)),
        guardian);
    assertEquals(GRANTED, state(key), "what was granted before stays granted");

    take(delegation(guardian, true, 3, 90_000), patient);
    take(delegation(guardian, false, 4, 1), patient);
    refuse(ConsentRegistry.NOTNEWER_ERROR, delegation(guardian, true, 3, 90_000), patient);
    refuse(ConsentRegistry.BADSIGNATURE_ERROR, new Decision.Withdrawal(key, 2), guardian);
  }

  /// Random decisions of two patients about two institutions, against a model of the rules.
  @Test
  void check_agreesWithTheModel() throws Exception {
    var random = Seeded.random("ConsentRegistryTest");
    List<SenderKey> patients = Stream.generate(SenderKey::generate).limit(2).toList();
    List<Hash> terms = IntStream.range(0, 2).mapToObj(i -> Hash.sha256("terms " + i)).toList();
    Map<GrantKey, Long> granted = new HashMap<>();
    Map<GrantKey, Long> ends = new HashMap<>();
    Map<GrantKey, Long> withdrawn = new HashMap<>();
    Map<List<Object>, Long> all = new HashMap<>();
    for (int step = 0; step < 120; step++) {
      SenderKey by = patients.get(random.nextInt(2));
      var about = new GrantKey(by.address(), id(random.nextInt(2)), terms.get(random.nextInt(2)));
      List<Object> pair = List.of(about.patient(), about.institution());
      long seq = 1 + random.nextInt(step + 5);
      long before = Math.max(withdrawn.getOrDefault(about, 0L), all.getOrDefault(pair, 0L));
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          long seconds = 1 + random.nextInt(500);
          Instant until = inSeconds(60 + seconds);
          var grant = new Decision.Grant(about, seq, until);
          if (seq <= Math.max(before, granted.getOrDefault(about, 0L))) {
            refuse(ConsentRegistry.NOTNEWER_ERROR, grant, by);
          } else {
            take(grant, by);
            granted.put(about, seq);
            ends.put(about, until.getEpochSecond());
          }
        }
        case 2 -> {
          var withdrawal = new Decision.Withdrawal(about, seq);
          if (seq <= before) {
            refuse(ConsentRegistry.NOTNEWER_ERROR, withdrawal, by);
          } else {
            take(withdrawal, by);
            withdrawn.put(about, seq);
          }
        }
        case 3 -> {
          var everything = new Decision.WithdrawalOfAll(about.patient(), about.institution(), seq);
          if (seq <= all.getOrDefault(pair, 0L)) {
            refuse(ConsentRegistry.NOTNEWER_ERROR, everything, by);
          } else {
            take(everything, by);
            all.put(pair, seq);
          }
        }
        default -> network.evm.advance(random.nextInt(200));
      }
      before = Math.max(withdrawn.getOrDefault(about, 0L), all.getOrDefault(pair, 0L));
      long newest = granted.getOrDefault(about, 0L);
      int expected =
          newest <= before
              ? (before == 0 ? UNKNOWN : WITHDRAWN)
              : ends.getOrDefault(about, 0L) <= network.evm.now() ? EXPIRED : GRANTED;
      assertEquals(expected, state(about), "step " + step);
    }
  }

  private static Decision.Delegation delegation(
      Address from, SenderKey to, boolean may, long seq, long seconds) throws Exception {
    return new Decision.Delegation(from, to.address(), may, may, seq, inSeconds(seconds));
  }

  private Decision.Delegation delegation(SenderKey to, boolean may, long seq, long seconds)
      throws Exception {
    return delegation(key.patient(), to, may, seq, seconds);
  }

  private static Instant inSeconds(long seconds) throws Exception {
    return Instant.ofEpochSecond(network.evm.now() + seconds);
  }

  private static int state(GrantKey about) throws Exception {
    return network
        .consents
        .check(about.patient().hex(), about.institution().bytes(), about.terms().bytes())
        .send()
        .component1()
        .intValueExact();
  }

  private static void take(Decision decision, SenderKey by) throws Exception {
    network.evm.send(
        network.founders.getFirst(), network.consentsAt, network.relay(network.sign(decision, by)));
  }

  private static void refuse(CustomError error, Decision decision, SenderKey by) throws Exception {
    refuse(error, network.sign(decision, by));
  }

  private static void refuse(CustomError error, SignedDecision signed) {
    RemoteFunctionCall<?> call = network.relay(signed);
    network.evm.refuses(error, network.founders.getFirst(), network.consentsAt, call);
  }

  /// The other form of the same signature, which ECDSA takes as well.
  private static SignedDecision highS(SignedDecision signed) {
    String hex = signed.signature();
    BigInteger s = Secp256k1.ORDER.subtract(new BigInteger(hex.substring(66, 130), 16));
    String v = hex.endsWith("1b") ? "1c" : "1b";
    return new SignedDecision(
        signed.decision(), signed.digest(), hex.substring(0, 66) + String.format("%064x", s) + v);
  }

  private static byte[] keccak(String text) {
    return org.web3j.crypto.Hash.sha3(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static byte[] concat(byte[]... words) {
    var out = new java.io.ByteArrayOutputStream();
    for (byte[] word : words) {
      out.writeBytes(word);
    }
    return out.toByteArray();
  }
}
