package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.Finding.Check;
import health.cairn.ledger.besu.Finding.Grade;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real node, behind a proxy that makes one thing wrong at a time: the doctor names that thing.
class ChainDoctorTest {
  private static final String FOUR =
      "[\"0x01\",\"0x02\",\"0x03\",\"0x04\"]".replace("0x0", "0x" + "0".repeat(39));

  private static Anvil anvil;
  private static Address contract;

  @BeforeAll
  static void startNode() throws Exception {
    anvil = Anvil.start();
    contract =
        RegistryDeployer.deploy(
            anvil.rpc(), Anvil.CHAIN_ID, SenderKey::generate, Anvil.TIMING, NodeAccess.OPEN);
    anvil.ask("evm_mine");
  }

  @AfterAll
  static void stopNode() {
    if (anvil != null) {
      anvil.close();
    }
  }

  @Test
  void examine_isFineWhenEverythingIs() throws Exception {
    try (var node = besu(Map.of())) {
      List<Finding> findings = examine(node.rpc(), contract, Duration.ZERO);
      assertEquals(
          List.of(
              Check.REACHABLE,
              Check.CHAIN_ID,
              Check.CONSENSUS,
              Check.SYNC,
              Check.FINALITY,
              Check.CLOCK,
              Check.GAS_PRICE,
              Check.CONTRACT),
          findings.stream().map(Finding::check).toList());
      assertTrue(findings.stream().allMatch(f -> f.grade() == Grade.FINE), findings.toString());
    }
  }

  @Test
  void examine_namesTheOneThingThatIsWrong() throws Exception {
    expect(Check.CHAIN_ID, Grade.FAULT, Map.of("eth_chainId", "\"0x1\""));
    expect(Check.CONSENSUS, Grade.WARNING, Map.of("qbft_getValidatorsByBlockNumber", ""));
    expect(
        Check.CONSENSUS,
        Grade.WARNING,
        Map.of("qbft_getValidatorsByBlockNumber", "[\"0x" + "01".repeat(20) + "\"]"));
    expect(
        Check.SYNC,
        Grade.WARNING,
        Map.of(
            "eth_syncing",
            "{\"startingBlock\":\"0x0\",\"currentBlock\":\"0x1\",\"highestBlock\":\"0x9\"}"));
    expect(Check.GAS_PRICE, Grade.WARNING, Map.of("eth_gasPrice", "\"0x3e8\""));
    expect(Check.CONTRACT, Grade.FAULT, Map.of("eth_getCode", "\"0x\""));
    expect(Check.CONTRACT, Grade.FAULT, Map.of("eth_getCode", "\"0x6000\""));
    expect(Check.SYNC, Grade.FAULT, Map.of("eth_syncing", "[[]]"));
  }

  @Test
  void examine_looksAtEveryContractThatIsNamed() throws Exception {
    NetworkContracts network =
        RegistryDeployer.deployNetwork(
            anvil.rpc(),
            Anvil.CHAIN_ID,
            SenderKey::generate,
            Hash.sha256("a"),
            Hash.sha256("key"),
            Anvil.TIMING,
            NodeAccess.OPEN);
    Map<ChainDoctor.Contract, Address> named =
        new EnumMap<>(
            Map.of(
                ChainDoctor.Contract.CHECKPOINTS,
                network.checkpoints(),
                ChainDoctor.Contract.CONSENTS,
                network.consents(),
                ChainDoctor.Contract.ACCESSES,
                network.accesses()));
    try (var node = besu(Map.of())) {
      List<Finding> fine = examine(node.rpc(), named, Duration.ZERO);
      assertTrue(fine.stream().allMatch(f -> f.grade() == Grade.FINE), fine.toString());
      assertEquals(3, fine.stream().filter(f -> f.check() == Check.CONTRACT).count());
      for (ChainDoctor.Contract each : ChainDoctor.Contract.values()) {
        Map<ChainDoctor.Contract, Address> wrong = new EnumMap<>(named);
        wrong.put(each, network.institutions());
        only(Check.CONTRACT, Grade.FAULT, examine(node.rpc(), wrong, Duration.ZERO));
      }
    }
  }

  @Test
  void examine_comparesTheClocks() throws Exception {
    try (var node = besu(Map.of())) {
      only(Check.CLOCK, Grade.WARNING, examine(node.rpc(), contract, Duration.ofSeconds(-90)));
      only(Check.CLOCK, Grade.FAULT, examine(node.rpc(), contract, Duration.ofHours(-2)));
      only(Check.FINALITY, Grade.WARNING, examine(node.rpc(), contract, Duration.ofHours(2)));
    }
  }

  @Test
  void examine_saysWhenNobodyAnswers() throws Exception {
    try (var dead = new NodeProxy(asked -> asked.answer(503, ""))) {
      List<Finding> findings = examine(dead.rpc(), contract, Duration.ZERO);
      assertEquals(1, findings.size());
      assertEquals(Grade.UNREACHABLE, findings.getFirst().grade());
    }
  }

  @Test
  void examine_comparesTheEndpoints() throws Exception {
    try (var first = besu(Map.of());
        var same = besu(Map.of());
        var other = besu(Map.of("eth_getBlockByHash", "null"))) {
      List<Finding> findings =
          new ChainDoctor(
                  config(contract)
                      .through(List.of(first.rpc(), same.rpc(), other.rpc()), NodeAccess.OPEN),
                  Map.of(ChainDoctor.Contract.CHECKPOINTS, contract),
                  clock(Duration.ZERO))
              .examine();
      assertEquals(
          List.of(Grade.FINE, Grade.WARNING),
          findings.stream().filter(f -> f.check() == Check.AGREEMENT).map(Finding::grade).toList());
    }
  }

  private static void expect(Check check, Grade grade, Map<String, String> answers)
      throws Exception {
    try (var node = besu(answers)) {
      only(check, grade, examine(node.rpc(), contract, Duration.ZERO));
    }
  }

  private static void only(Check check, Grade grade, List<Finding> findings) {
    var found = new EnumMap<Check, Grade>(Check.class);
    for (Finding finding : findings) {
      if (finding.grade() != Grade.FINE) {
        found.put(finding.check(), finding.grade());
        for (String words : Stream.of(finding.what(), finding.why(), finding.remedy()).toList()) {
          assertFalse(words.isBlank());
          assertTrue(words.endsWith("."), words);
        }
      }
    }
    assertEquals(Map.of(check, grade), found, findings.toString());
  }

  /// The real node, which also answers as QBFT would; an empty answer means: no such method.
  private static NodeProxy besu(Map<String, String> answers) throws Exception {
    return new NodeProxy(
        asked -> {
          String made =
              answers.getOrDefault(
                  asked.method(),
                  asked.method().startsWith("qbft_")
                      ? FOUR
                      : asked.method().equals("eth_gasPrice") ? "\"0x0\"" : null);
          if (made == null) {
            asked.answer(200, asked.pass(anvil.rpc()));
          } else if (made.isEmpty()) {
            asked.answer(
                200,
                asked
                    .result("0")
                    .replace("\"result\":0", "\"error\":{\"code\":-32601,\"message\":\"no\"}"));
          } else {
            asked.answer(200, asked.result(made));
          }
        });
  }

  private static List<Finding> examine(URI rpc, Address at, Duration offset) throws Exception {
    return examine(rpc, Map.of(ChainDoctor.Contract.CHECKPOINTS, at), offset);
  }

  private static List<Finding> examine(
      URI rpc, Map<ChainDoctor.Contract, Address> contracts, Duration offset) throws Exception {
    return new ChainDoctor(
            config(contract).through(List.of(rpc), NodeAccess.OPEN), contracts, clock(offset))
        .examine();
  }

  private static Clock clock(Duration offset) throws Exception {
    anvil.ask("evm_mine");
    return Clock.offset(Clock.systemUTC(), offset);
  }

  private static ChainConfig config(Address at) {
    return new ChainConfig(
        List.of(anvil.rpc()), Anvil.CHAIN_ID, at, Anvil.TIMING, NodeAccess.OPEN, BigInteger.ZERO);
  }
}
