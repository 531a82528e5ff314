package health.cairn.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CheckpointSender;
import health.cairn.ledger.besu.GuardedNode;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.RegistryDeployer;
import health.cairn.ledger.besu.SendResult;
import health.cairn.ledger.besu.SenderKey;
import health.cairn.ledger.besu.Timing;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      Journal journal = anchored.journal;
      CheckpointSigner signer = anchored.signer;
      SenderKey account = anchored.account;
      Address contract = anchored.contract;
      EntryProof proof = anchored.proof;
      Receipt receipt = anchored.receipt;
      String rpc = anvil.rpc().toString();
      Ran good = run(ProofFile.revealing(proof, signer.verificationKey(), receipt), "--rpc", rpc);
      assertEquals(0, good.exit, good.report.toString());
      assertEquals(receipt.block(), good.report.path("chain").path("block").asLong());

      var noReceipt = ProofFile.revealing(proof, signer.verificationKey(), null);
      assertEquals(1, run(noReceipt, "--rpc", rpc).exit, "no place is named");
      Ran known =
          run(
              noReceipt,
              "--rpc",
              rpc,
              "--contract",
              contract.hex(),
              "--institution",
              account.address().hex());
      assertEquals(0, known.exit, known.report.toString());

      ChainPlace place = receipt.place();
      for (Receipt wrong :
          List.of(
              with(receipt, place, receipt.block() + 1, receipt.transaction()),
              with(receipt, place, receipt.block(), Hash.sha256("no such transaction")),
              with(
                  receipt,
                  new ChainPlace(place.chainId() + 1, contract, account.address()),
                  receipt.block(),
                  receipt.transaction()),
              with(
                  receipt,
                  new ChainPlace(place.chainId(), account.address(), account.address()),
                  receipt.block(),
                  receipt.transaction()))) {
        Ran ran = run(ProofFile.revealing(proof, signer.verificationKey(), wrong), "--rpc", rpc);
        assertEquals(1, ran.exit, ran.report.toString());
      }
      journal.append(Drafts.stored(9, 12));
      SignedCheckpoint later = journal.checkpoint(signer, Drafts.MORNING);
      Ran absent =
          run(
              ProofFile.revealing(journal.prove(3, later), signer.verificationKey(), receipt),
              "--rpc",
              rpc);
      assertEquals(1, absent.exit, absent.report.toString());
      assertEquals(
          6,
          run(
                  noReceipt,
                  "--rpc",
                  "http://127.0.0.1:1",
                  "--contract",
                  contract.hex(),
                  "--institution",
                  account.address().hex())
              .exit);
    }
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
