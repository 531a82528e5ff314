package health.cairn.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.BesuChainReader;
import health.cairn.ledger.besu.BesuMemberReader;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CheckpointSender;
import health.cairn.ledger.besu.Governance;
import health.cairn.ledger.besu.GuardedNode;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.NodeProxy;
import health.cairn.ledger.besu.RegistryDeployer;
import health.cairn.ledger.besu.SendResult;
import health.cairn.ledger.besu.SenderKey;
import health.cairn.ledger.besu.Timing;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script against a real node.
class IndependentVerifierOnChainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private record Ran(int exit, JsonNode report) {}

  /// One checkpoint of a journal on a chain, and a proof under it.
  private record Anchored(
      Journal journal,
      CheckpointSigner signer,
      SenderKey account,
      Address contract,
      EntryProof proof,
      Receipt receipt) {
    static Anchored on(Anvil anvil) throws Exception {
      SenderKey account = SenderKey.generate();
      Address contract =
          RegistryDeployer.deploy(
              anvil.rpc(), Anvil.CHAIN_ID, () -> account, Timing.DEFAULT, NodeAccess.OPEN);
      var signer = CheckpointSigner.generate("clinic.example/desk-7");
      var journal = new Journal(new InMemoryJournalStore());
      journal.append(Drafts.stored(0, 9));
      return next(anvil, journal, signer, account, contract);
    }

    /// The journal as it is now.
    static Anchored next(
        Anvil anvil, Journal journal, CheckpointSigner signer, SenderKey account, Address contract)
        throws Exception {
      SignedCheckpoint checkpoint = journal.checkpoint(signer, Drafts.MORNING);
      var outbox = new InMemoryOutboxStore();
      outbox.add(AnchorTask.prepared(checkpoint.checkpoint()));
      try (var sender =
          new CheckpointSender(
              ChainConfig.of(anvil.rpc(), Anvil.CHAIN_ID, contract), () -> account, outbox)) {
        var drained = assertInstanceOf(SendResult.Drained.class, sender.drain());
        Receipt receipt = Objects.requireNonNull(drained.finished().getFirst().receipt());
        EntryProof proof = journal.prove(3, checkpoint);
        return new Anchored(journal, signer, account, contract, proof, receipt);
      }
    }

    ProofFile file(@Nullable Receipt claimed) {
      return ProofFile.revealing(proof, signer.verificationKey(), claimed);
    }
  }

  @Test
  void script_getsIntoANodeByItsAuthorityAndToken() throws Exception {
    try (Anvil anvil = Anvil.start();
        GuardedNode node = GuardedNode.before(anvil.rpc(), folder)) {
      Anchored anchored = Anchored.on(anvil);
      ProofFile file = anchored.file(anchored.receipt);
      List<String> to =
          List.of("--rpc", node.rpc().toString(), "--contract", anchored.contract.hex());
      List<String> ca = List.of("--ca", node.authorities().toString());
      List<String> token = List.of("--token-file", node.token().toString());
      Ran good = run(file, to, ca, token);
      assertEquals(0, good.exit, good.report.toString());
      expect("cannot be read or asked: .*--ca.*", run(file, to, List.of(), List.of()));
      expect(
          "cannot be read or asked: HTTP Error 401.*--token-file.*", run(file, to, ca, List.of()));
      String absent = folder.resolve("absent").toString();
      expect(".*absent.*", run(file, to, List.of("--ca", absent), token));
      expect(".*absent.*", run(file, to, ca, List.of("--token-file", absent)));
      String empty = Files.createFile(folder.resolve("empty")).toString();
      expect("cannot be read or asked.*", run(file, to, List.of("--ca", empty), token));
      expect(
          ".*https://.*",
          run(file, List.of("--rpc", anvil.rpc().toString()), to.subList(2, 4), token));
    }
  }

  private static void expect(String reason, Ran ran) {
    assertEquals(6, ran.exit, ran.report.toString());
    String said = ran.report.path("reason").asText();
    assertTrue(said.matches(reason), said);
    assertFalse(ran.report.path("verified").asBoolean(true));
  }

  @Test
  void script_asksTheContractItselfAndBelievesNoReceipt() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      Anchored anchored = Anchored.on(anvil);
      Receipt receipt = anchored.receipt;
      ChainPlace place = receipt.place();
      String institution = place.institution().hex();
      String[] to = {"--rpc", anvil.rpc().toString(), "--contract", anchored.contract.hex()};
      String[] from = {to[0], to[1], to[2], to[3], "--institution", institution};
      Ran good = run(anchored.file(receipt), to);
      assertEquals(0, good.exit, good.report.toString());
      assertEquals(receipt.block(), good.report.path("chain").path("block").asLong());
      assertEquals(0, run(anchored.file(receipt), from).exit);

      ProofFile noReceipt = anchored.file(null);
      assertEquals(1, run(noReceipt, to).exit, "no place is named");
      Ran known = run(noReceipt, from);
      assertEquals(0, known.exit, known.report.toString());

      Hash transaction = receipt.transaction();
      Hash another = Hash.sha256("no such hash");
      Address account = place.institution();
      for (Receipt wrong :
          List.of(
              with(receipt, place, receipt.block() + 1, transaction),
              with(receipt, place, receipt.block(), another),
              new Receipt(place, transaction, receipt.block(), another, receipt.time()),
              new Receipt(
                  place,
                  transaction,
                  receipt.block(),
                  receipt.blockHash(),
                  receipt.time().plusSeconds(1)),
              with(
                  receipt,
                  new ChainPlace(place.chainId() + 1, anchored.contract, account),
                  receipt.block(),
                  transaction),
              with(
                  receipt,
                  new ChainPlace(place.chainId(), account, account),
                  receipt.block(),
                  transaction),
              with(
                  receipt,
                  new ChainPlace(place.chainId(), anchored.contract, anchored.contract),
                  receipt.block(),
                  transaction))) {
        Ran ran = run(anchored.file(wrong), to);
        assertEquals(1, ran.exit, ran.report.toString());
      }
      anchored.journal.append(Drafts.stored(9, 12));
      SignedCheckpoint later = anchored.journal.checkpoint(anchored.signer, Drafts.MORNING);
      EntryProof proof = anchored.journal.prove(3, later);
      Ran absent = run(ProofFile.revealing(proof, anchored.signer.verificationKey(), receipt), to);
      assertEquals(1, absent.exit, absent.report.toString());
      from[1] = "http://127.0.0.1:1";
      assertEquals(6, run(noReceipt, from).exit);
    }
  }

  /// A node that has the right checkpoint in a block that is not the receipt's.
  @Test
  void script_comparesTheBlockItself() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      Anchored anchored = Anchored.on(anvil);
      for (String altered : List.of("\"timestamp", "\"hash")) {
        try (var liar =
            new NodeProxy(
                asked -> {
                  String answer = asked.pass(anvil.rpc());
                  asked.answer(
                      200,
                      asked.body().contains("eth_getBlockByNumber")
                          ? answer.replace(altered + "\":\"0x", altered + "\":\"0x1")
                          : answer);
                })) {
          Ran ran =
              run(
                  anchored.file(anchored.receipt),
                  "--rpc",
                  liar.rpc().toString(),
                  "--contract",
                  anchored.contract.hex());
          assertEquals(1, ran.exit, altered + ran.report);
        }
      }
    }
  }

  /// A contract of the forger's own answers as the registry would, in a block and for a transaction that are real.
  @Test
  void script_refusesAContractThatOnlyTheProofNames() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      Anchored anchored = Anchored.on(anvil);
      ProofFile forged = anchored.file(forgery(anvil, anchored.proof.checkpoint().checkpoint()));
      Address foreign = Objects.requireNonNull(forged.receipt()).place().contract();
      String rpc = anvil.rpc().toString();

      Ran unnamed = run(forged, "--rpc", rpc);
      assertEquals(1, unnamed.exit, unnamed.report.toString());
      String reason = unnamed.report.path("reason").asText();
      assertTrue(reason.contains("only the proof's own claim"), reason);
      assertEquals(1, run(forged, "--rpc", rpc, "--contract", anchored.contract.hex()).exit);
      Ran believed = run(forged, "--rpc", rpc, "--contract", foreign.hex());
      assertEquals(0, believed.exit, "it answers well: " + believed.report);

      var proof =
          assertInstanceOf(ProofCheck.Verified.class, new ProofVerifier().verify(forged.toBytes()));
      try (var reader = new BesuChainReader(anvil.rpc(), Timing.DEFAULT, NodeAccess.OPEN)) {
        var check =
            assertInstanceOf(
                ChainCheck.Unreachable.class, new ProofVerifier().onChain(proof, reader));
        assertTrue(check.reason().contains("another contract"), check.reason());
      }
    }
  }

  /// A network, and a home whose anchors are judged in it by both verifiers.
  private final class Judged implements AutoCloseable {
    private final Anvil anvil = Anvil.start();
    private final SenderKey founder = SenderKey.generate();
    private final SenderKey account = SenderKey.generate();
    private final CheckpointSigner signer = CheckpointSigner.generate("clinic.example/desk-7");
    private final Hash clinic = Hash.sha256("clinic");
    private final Hash key = Hash.sha256(signer.verificationKey().hex());
    private final Hash another = Hash.sha256("another key");
    private final Journal journal = new Journal(new InMemoryJournalStore());
    private final NetworkContracts network =
        RegistryDeployer.deployNetwork(
            anvil.rpc(),
            Anvil.CHAIN_ID,
            () -> founder,
            Hash.sha256("founder"),
            another,
            Timing.DEFAULT,
            NodeAccess.OPEN);
    private final Governance governance =
        new Governance(ChainConfig.of(anvil.rpc(), Anvil.CHAIN_ID, network.consents()));

    Judged() throws Exception {
      journal.append(Drafts.stored(0, 9));
    }

    ProofFile anchored() throws Exception {
      int size = (int) journal.size();
      journal.append(Drafts.stored(size, size + 1));
      Anchored now = Anchored.next(anvil, journal, signer, account, network.checkpoints());
      return now.file(now.receipt);
    }

    void vote(Change change) throws Exception {
      assertTrue(governance.vote(change, () -> founder).applied());
    }

    Change.Put put(SenderKey from, Hash journalKey) {
      return new Change.Put(clinic, from.address(), Set.of(NetworkRole.ANCHORS), journalKey);
    }

    void expect(int exit, String reason, ProofFile file) throws Exception {
      expect(exit, reason, file, anvil.rpc());
    }

    void expect(int exit, String reason, ProofFile file, URI rpc) throws Exception {
      String registry = network.institutions().hex();
      Ran ran = run(file, "--rpc", rpc.toString(), "--members", registry);
      assertEquals(exit, ran.exit, ran.report.toString());
      assertTrue(ran.report.path("reason").asText().contains(reason), ran.report.toString());
      var verifier = new ProofVerifier();
      var proof = assertInstanceOf(ProofCheck.Verified.class, verifier.verify(file.toBytes()));
      try (var chain = new BesuChainReader(rpc, Timing.DEFAULT, NodeAccess.OPEN);
          var members =
              new BesuMemberReader(
                  rpc, Anvil.CHAIN_ID, network.institutions(), Timing.DEFAULT, NodeAccess.OPEN)) {
        var found = assertInstanceOf(ChainCheck.Verified.class, verifier.onChain(proof, chain));
        ChainCheck check = verifier.byMember(proof, found, members);
        assertEquals(
            exit,
            switch (check) {
              case ChainCheck.Verified _ -> 0;
              case ChainCheck.Mismatch _ -> 1;
              case ChainCheck.Unreachable _ -> 6;
            },
            check.toString());
      }
    }

    @Override
    public void close() {
      governance.close();
      anvil.close();
    }
  }

  @Test
  void bothVerifiers_judgeAnAnchorByTheNetworkOfItsDay() throws Exception {
    try (Judged in = new Judged()) {
      ProofFile before = in.anchored();
      in.vote(in.put(in.account, in.another));
      in.expect(1, "no member", before);
      ProofFile member = in.anchored();
      in.expect(1, "such a key", member);
      in.vote(in.put(in.account, in.key));
      in.expect(0, "", member);
      in.expect(1, "no member", before);
      for (int part = 0; part < 4; part++) {
        in.anvil.ask("anvil_mine", quoted("0x500")); // no one answer has events of 5,000 blocks
      }

      in.vote(in.put(in.account, Hash.sha256("the next key")));
      in.expect(0, "", member);
      in.vote(in.put(SenderKey.generate(), in.another));
      in.expect(0, "", member);
      in.expect(1, "no member", in.anchored());
      in.vote(in.put(in.account, in.another));
      ProofFile back = in.anchored();
      in.expect(0, "", back);
      in.vote(new Change.Remove(in.clinic));
      in.expect(0, "", back);
      in.expect(1, "no member", in.anchored());

      in.vote(in.put(in.account, in.key));
      ProofFile inTheOld = in.anchored();
      in.vote(new Change.Replace(Membership.CHECKPOINTS, in.network.accesses()));
      in.expect(0, "", inTheOld);
      in.expect(1, "not the network's", in.anchored());
      in.vote(new Change.Replace(Membership.CHECKPOINTS, in.network.checkpoints()));
      ProofFile last = in.anchored();
      in.vote(new Change.Succeed(in.network.accesses()));
      in.expect(0, "", last);
      in.expect(0, "", member);
      in.expect(1, "not the network's", in.anchored());
    }
  }

  /// The node says nothing of the vote that removed the member.
  @Test
  void bothVerifiers_missWhatTheNodeLeavesOut() throws Exception {
    try (Judged in = new Judged()) {
      in.vote(in.put(in.account, in.key));
      in.vote(new Change.Remove(in.clinic));
      ProofFile after = in.anchored();
      in.expect(1, "no member", after);
      try (var liar =
          new NodeProxy(
              asked -> {
                JsonNode answer = JSON.readTree(asked.pass(in.anvil.rpc()));
                if (asked.body().contains("eth_getLogs")) {
                  ArrayNode events = (ArrayNode) answer.path("result");
                  events.remove(events.size() - 1);
                }
                asked.answer(200, answer.toString());
              })) {
        in.expect(6, "leaves out what was decided", after, liar.rpc());
      }
    }
  }

  @Test
  void script_refusesOptionsOfANodeWithoutOne() throws Exception {
    for (String option : List.of("--members", "--contract", "--institution", "--ca")) {
      Process process =
          new ProcessBuilder("python3", "verify/cairn_verify.py", "proof", option, "")
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(2, process.waitFor(), said);
      assertTrue(said.contains("go with --rpc"), said);
    }
  }

  /// @return the receipt of a transaction to the forger's contract, which then answers with the checkpoint's root
  private static Receipt forgery(Anvil anvil, Checkpoint checkpoint) throws Exception {
    Address foreign = new Address("0x" + "f0".repeat(20));
    String forger = JSON.readTree(anvil.ask("eth_accounts")).at("/result/0").asText();
    anvil.ask("anvil_setCode", quoted(foreign.hex()), quoted("0x00"));
    String sent =
        anvil.ask(
            "eth_sendTransaction",
            "{\"from\":\"%s\",\"to\":\"%s\",\"gas\":\"0x15f90\",\"gasPrice\":\"0x0\"}"
                .formatted(forger, foreign.hex()));
    String transaction = JSON.readTree(sent).required("result").asText();
    JsonNode mined = mined(anvil, transaction);
    String number = mined.path("blockNumber").asText();
    JsonNode block =
        JSON.readTree(anvil.ask("eth_getBlockByNumber", quoted(number), "false")).path("result");
    long time = Long.decode(block.path("timestamp").asText());
    // Stores root, block and time in memory, and returns these 96 bytes.
    String code =
        "0x7f%s600052 7f%064x602052 7f%064x604052 60606000f3"
            .formatted(checkpoint.root().hex(), Long.decode(number), time)
            .replace(" ", "");
    anvil.ask("anvil_setCode", quoted(foreign.hex()), quoted(code));
    return new Receipt(
        new ChainPlace(Anvil.CHAIN_ID, foreign, Address.parse(forger)),
        Hash.fromHex(transaction.substring(2)),
        Long.decode(number),
        Hash.fromHex(block.path("hash").asText().substring(2)),
        Instant.ofEpochSecond(time));
  }

  /// The receipt, once the node has it.
  private static JsonNode mined(Anvil anvil, String transaction) throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      JsonNode receipt =
          JSON.readTree(anvil.ask("eth_getTransactionReceipt", quoted(transaction))).path("result");
      if (receipt.isObject()) {
        return receipt;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the transaction is in no block");
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static Receipt with(Receipt receipt, ChainPlace place, long block, Hash transaction) {
    return new Receipt(place, transaction, block, receipt.blockHash(), receipt.time());
  }

  private Ran run(ProofFile proof, List<String> to, List<String> ca, List<String> token)
      throws Exception {
    return run(proof, Stream.of(to, ca, token).flatMap(List::stream).toArray(String[]::new));
  }

  private Ran run(ProofFile proof, String... options) throws Exception {
    Path file = Files.write(folder.resolve("proof"), proof.toBytes());
    var command = new ArrayList<>(List.of("python3", "verify/cairn_verify.py", file.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ran(process.exitValue(), JSON.readTree(out));
  }
}
