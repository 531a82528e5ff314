package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.besu.BesuChainReader;
import health.cairn.ledger.besu.BesuMemberReader;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.Timing;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.SignedStatement;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.verify.ChainCheck;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.verify.ProofVerifier;
import health.cairn.ledger.witness.WitnessPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description =
        "Check a proof, or a consent form that carries one; with --rpc also whether that node's chain has its"
            + " checkpoint. Needs no home.")
final class VerifyCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A proof, as `cairn proof` writes it; the text or a picture of its QR code, or of each where it"
              + " has several; a patient's copy of a consent form.")
  List<Path> files = new ArrayList<>();

  @ArgGroup(exclusive = false)
  @Nullable NodeOptions node;

  @Option(
      names = "--members",
      paramLabel = "0x..",
      description =
          "With --rpc: the network's registry of institutions, as `ledger deploy --network` shows"
              + " it; the account must have been a member's when it anchored, and the journal's key"
              + " that member's.")
  @Nullable String members;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Check that this file is the record the proof is about.")
  @Nullable Path record;

  @Option(
      names = "--key",
      paramLabel = "HEX",
      description = "Accept only journals that had this key (repeatable).")
  List<String> keys = new ArrayList<>();

  @Option(
      names = "--witness",
      paramLabel = "KEY",
      description =
          "A witness whose cosignature counts (repeatable), as `ledger witness` shows it.")
  List<String> witnesses = new ArrayList<>();

  @Option(
      names = "--needed",
      paramLabel = "N",
      description = "How many of these witnesses must have cosigned (default: all).")
  @Nullable Integer needed;

  @Spec @Nullable CommandSpec command;

  VerifyCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    Optional<Address> network = network();
    Map<String, Object> report = new LinkedHashMap<>();
    ProofInput input = ProofInput.read(files);
    byte[] bytes = input.bytes();
    int exit =
        switch (verifier(bytes).verify(bytes)) {
          case ProofCheck.Malformed malformed -> {
            report.put("verified", false);
            report.put("reason", malformed.reason());
            // What begins as a proof does and cannot be read was changed since it was written.
            yield looksLikeProof(bytes)
                ? CairnException.Kind.INTEGRITY.exitCode()
                : CairnException.Kind.REFUSED.exitCode();
          }
          case ProofCheck.Mismatch mismatch -> {
            report.put("verified", false);
            report.put("reason", mismatch.reason());
            yield CairnException.Kind.INTEGRITY.exitCode();
          }
          case ProofCheck.Verified verified -> verified(verified, input, network, report);
        };
    if (root.json()) {
      root.console().printJson(report);
    } else {
      report.forEach((name, value) -> root.console().print("%-14s %s".formatted(name, value)));
    }
    return exit;
  }

  private Optional<Address> network() {
    if (members == null) {
      return Optional.empty();
    }
    if (node == null) {
      throw usage("--members goes with --rpc.", null);
    }
    try {
      return Optional.of(Address.parse(members));
    } catch (IllegalArgumentException e) {
      throw usage("--members is an address, 0x and 40 hexadecimal digits.", e);
    }
  }

  private ParameterException usage(String sentence, @Nullable Throwable cause) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), sentence, cause);
  }

  /// Keys go by the name of the journal that the file is of.
  private ProofVerifier verifier(byte[] bytes) {
    try {
      Set<VerificationKey> counted =
          witnesses.stream().map(Cosignature::parseKey).collect(Collectors.toSet());
      WitnessPolicy policy = new WitnessPolicy(needed == null ? counted.size() : needed, counted);
      keys.forEach(Hash::fromHex);
      String origin = ProofFile.parse(bytes).checkpoint().checkpoint().origin();
      return new ProofVerifier(
          keys.stream()
              .map(hex -> VerificationKey.fromHex(origin, hex))
              .collect(Collectors.toSet()),
          policy);
    } catch (IllegalArgumentException e) {
      throw usage("--key, --witness and --needed do not go together: " + e.getMessage() + ".", e);
    } catch (JsonRefusedException e) {
      return new ProofVerifier(); // says itself what is wrong with the file
    }
  }

  private int verified(
      ProofCheck.Verified proof,
      ProofInput input,
      Optional<Address> network,
      Map<String, Object> report)
      throws CairnException {
    Checkpoint checkpoint = proof.file().checkpoint().checkpoint();
    report.put("verified", true);
    Entry entry = proof.entry();
    if (entry != null) {
      report.put("event", entry.event().name());
      report.put("record", entry.subject().recordId());
      report.put("time", entry.time().toString());
      report.put("actor", entry.actor());
      report.put("purpose", entry.purpose());
    }
    report.put("index", proof.file().inclusion().index());
    report.put("treeSize", checkpoint.size());
    report.put("root", checkpoint.root().hex());
    report.put("journal", checkpoint.origin());
    report.put("signedBy", proof.file().key().keyId());
    report.put("keyTrusted", proof.keyTrusted());
    report.put(
        "witnesses", proof.file().cosignatures().stream().map(c -> c.witness().name()).toList());
    int exit = form(proof, input, report);
    if (record != null) {
      boolean same = isAbout(proof, record);
      report.put("recordMatches", same);
      if (!same) {
        report.put("verified", false);
        report.put("reason", "The record is not the one the entry commits to.");
        exit = CairnException.Kind.INTEGRITY.exitCode();
      }
    }
    if (node != null) {
      int onChain = askChain(proof, node, network, report);
      return exit == 0 ? onChain : exit;
    }
    Receipt receipt = proof.file().receipt();
    report.put(
        "anchor",
        receipt == null
            ? "not yet anchored"
            : "block %d by the file's own account; --rpc URL asks the chain"
                .formatted(receipt.block()));
    return exit;
  }

  private static int form(ProofCheck.Verified proof, ProofInput input, Map<String, Object> report) {
    if (input.printed()) {
      report.put("form", "Only its code was read: compare what is printed with the purpose above.");
    }
    if (input.seal().isEmpty()) {
      return 0;
    }
    SignedStatement seal = input.seal().get();
    Entry entry = proof.entry();
    if (entry != null
        && seal.recordId().equals(entry.subject().recordId())
        && new CheckpointVerifier(proof.file().keys()).stated(seal)) {
      report.put("form", "This form is as it was issued: nothing on it was changed.");
      return 0;
    }
    report.put("verified", false);
    report.put("reason", "The form was not issued by the home whose proof it carries.");
    return CairnException.Kind.INTEGRITY.exitCode();
  }

  private int askChain(
      ProofCheck.Verified proof,
      NodeOptions named,
      Optional<Address> network,
      Map<String, Object> report)
      throws CairnException {
    NodeAccess access = named.access(root.home());
    try (BesuChainReader reader = new BesuChainReader(named.rpc, Timing.DEFAULT, access)) {
      ChainCheck found = new ProofVerifier().onChain(proof, reader);
      if (network.isPresent() && found instanceof ChainCheck.Verified verified) {
        found = byMember(proof, verified, named, access, network.get());
      }
      return switch (found) {
        case ChainCheck.Verified verified -> {
          report.put("anchor", "block %d, %s".formatted(verified.block(), verified.time()));
          report.put("contract", verified.place().contract().hex());
          report.put("account", verified.place().institution().hex());
          report.put(
              "member",
              network.isPresent()
                  ? "The account was a member's when it anchored, and the journal's key is that"
                      + " member's."
                  : "Whose account that is was not asked; --members 0x.. does.");
          yield 0;
        }
        case ChainCheck.Mismatch mismatch -> {
          report.put("verified", false);
          report.put("reason", mismatch.reason());
          report.put("anchor", mismatch.reason());
          yield CairnException.Kind.INTEGRITY.exitCode();
        }
        case ChainCheck.Unreachable unreachable -> {
          report.put("verified", false);
          report.put("reason", unreachable.reason());
          report.put("anchor", "not checked: " + unreachable.reason());
          yield CairnException.Kind.UNREACHABLE.exitCode();
        }
      };
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private static ChainCheck byMember(
      ProofCheck.Verified proof,
      ChainCheck.Verified found,
      NodeOptions named,
      NodeAccess access,
      Address network)
      throws LedgerException {
    try (BesuMemberReader members =
        new BesuMemberReader(named.rpc, found.place().chainId(), network, Timing.DEFAULT, access)) {
      return new ProofVerifier().byMember(proof, found, members);
    }
  }

  private static boolean looksLikeProof(byte[] bytes) {
    return bytes.length > 1
        && bytes.length <= ProofFile.MAX_BYTES
        && (bytes[0] == '{' || bytes[0] == 'C');
  }

  private static boolean isAbout(ProofCheck.Verified proof, Path record) throws CairnException {
    try (InputStream in = Files.newInputStream(record)) {
      return proof.isAbout(in);
    } catch (IOException e) {
      throw ProofInput.unreadable(record, e);
    }
  }
}
