package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.id;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.Seeded;
import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;

/// Batches of accesses and flags of break-glass, and the registry of checkpoints under random
/// input, on a real EVM.
class AccessRegistryTest {
  private static NetworkFixture network;

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

  /// Random batches against a model of the rules: no gap, no second history.
  @Test
  void record_agreesWithTheModel() throws Exception {
    var random = Seeded.random("AccessRegistryTest");
    List<Hash> batches = new ArrayList<>();
    SenderKey by = network.founders.getFirst();
    for (int step = 0; step < 80; step++) {
      int number = 1 + random.nextInt(batches.size() + 3);
      Hash root = Hash.sha256("root " + random.nextInt(3));
      var call = record(number, root, 7);
      if (number <= batches.size()) {
        boolean same = batches.get(number - 1).equals(root);
        refuses(
            same ? AccessRegistry.ALREADYRECORDED_ERROR : AccessRegistry.EQUIVOCATION_ERROR,
            by,
            call);
      } else if (number > batches.size() + 1) {
        refuses(AccessRegistry.NOTNEXT_ERROR, by, call);
      } else {
        network.evm.send(by, network.accessesAt, call);
        batches.add(root);
      }
      assertEquals(batches.size(), network.accesses.latest(id(0).bytes()).send().intValueExact());
    }
    for (int number = 1; number <= batches.size(); number++) {
      assertArrayEquals(
          batches.get(number - 1).bytes(),
          network.accesses.batchAt(id(0).bytes(), BigInteger.valueOf(number)).send().component1());
    }
    refuses(AccessRegistry.SENSELESS_ERROR, by, record(0, Hash.sha256("x"), 1));
    refuses(
        AccessRegistry.SENSELESS_ERROR, by, record(batches.size() + 1, Hash.of(new byte[32]), 1));
    refuses(AccessRegistry.SENSELESS_ERROR, by, record(batches.size() + 1, Hash.sha256("x"), 0));
    refuses(AccessRegistry.NOTALLOWED_ERROR, SenderKey.generate(), call(batches.size() + 1));
  }

  /// The watcher asks for the tags that it can compute; each is there, once, with its entry.
  @Test
  void flag_isFoundByItsTag() throws Exception {
    SenderKey by = network.founders.get(1);
    List<Hash> tags = hashes("tag", 32);
    List<Hash> entries = hashes("entry", 32);
    network.evm.send(by, network.accessesAt, flag(tags, entries));
    refuses(AccessRegistry.ALREADYRECORDED_ERROR, by, flag(tags, entries));
    refuses(
        AccessRegistry.EQUIVOCATION_ERROR, by, flag(List.of(tags.get(3)), List.of(tags.get(3))));
    var more = new ArrayList<>(tags.subList(0, 2));
    more.add(Hash.sha256("new tag"));
    var moreEntries = new ArrayList<>(entries.subList(0, 2));
    moreEntries.add(Hash.sha256("new entry"));
    network.evm.send(by, network.accessesAt, flag(more, moreEntries));

    for (int i = 0; i < tags.size(); i++) {
      assertEquals(1, events(tags.get(i)), "event of tag " + i);
      assertArrayEquals(
          entries.get(i).bytes(),
          network.accesses.flagAt(id(1).bytes(), tags.get(i).bytes()).send().component1());
    }
    refuses(AccessRegistry.SENSELESS_ERROR, by, flag(hashes("t", 33), hashes("e", 33)));
    refuses(AccessRegistry.SENSELESS_ERROR, by, flag(hashes("t", 2), hashes("e", 1)));
    refuses(AccessRegistry.SENSELESS_ERROR, by, flag(List.of(), List.of()));
    refuses(
        AccessRegistry.SENSELESS_ERROR,
        by,
        flag(List.of(Hash.of(new byte[32])), List.of(Hash.sha256("e"))));
  }

  /// Random checkpoints of one journal: sizes only grow, one size has one root.
  @Test
  void anchor_agreesWithTheModel() throws Exception {
    var random = Seeded.random("CheckpointRegistry");
    SenderKey by = SenderKey.generate();
    byte[] journal = Hash.sha256("journal").bytes();
    Map<Long, Hash> anchored = new HashMap<>();
    long latest = 0;
    for (int step = 0; step < 80; step++) {
      long size = random.nextInt((int) latest + 4);
      Hash root = Hash.sha256("root " + random.nextInt(2));
      var call = network.checkpoints.anchor(journal, BigInteger.valueOf(size), root.bytes());
      CustomError error = null;
      if (size == 0) {
        error = CheckpointRegistry.EMPTYCHECKPOINT_ERROR;
      } else if (anchored.containsKey(size)) {
        error =
            anchored.get(size).equals(root)
                ? CheckpointRegistry.ALREADYANCHORED_ERROR
                : CheckpointRegistry.EQUIVOCATION_ERROR;
      } else if (size < latest) {
        error = CheckpointRegistry.SIZENOTGROWING_ERROR;
      }
      if (error != null) {
        network.evm.refuses(error, by, network.checkpointsAt, call);
      } else {
        network.evm.send(by, network.checkpointsAt, call);
        anchored.put(size, root);
        latest = size;
      }
      assertEquals(
          latest,
          network
              .checkpoints
              .latest(by.address().hex(), journal)
              .send()
              .component1()
              .longValueExact());
    }
  }

  private static RemoteFunctionCall<?> call(int number) {
    return record(number, Hash.sha256("x"), 1);
  }

  private static RemoteFunctionCall<?> record(int number, Hash root, int count) {
    return network.accesses.record(
        BigInteger.valueOf(number), root.bytes(), BigInteger.valueOf(count));
  }

  private static RemoteFunctionCall<?> flag(List<Hash> tags, List<Hash> entries) {
    return network.accesses.flag(
        tags.stream().map(Hash::bytes).toList(), entries.stream().map(Hash::bytes).toList());
  }

  private static List<Hash> hashes(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> Hash.sha256(name + i)).toList();
  }

  private static void refuses(CustomError error, SenderKey by, RemoteFunctionCall<?> call) {
    network.evm.refuses(error, by, network.accessesAt, call);
  }

  private static int events(Hash tag) throws Exception {
    var filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST,
            DefaultBlockParameterName.LATEST,
            network.accessesAt.hex());
    filter.addNullTopic();
    filter.addNullTopic();
    filter.addSingleTopic("0x" + tag.hex());
    List<?> logs = network.evm.node.web3j().ethGetLogs(filter).send().getLogs();
    return logs.size();
  }
}
