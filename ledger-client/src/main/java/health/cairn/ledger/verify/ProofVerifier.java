package health.cairn.ledger.verify;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.ChainReader;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.members.MemberHistory;
import health.cairn.ledger.members.MemberReader;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.witness.WitnessPolicy;
import java.util.Optional;
import java.util.Set;

/// Checks proof files. Needs no home, no network, no clock. Fails closed: what cannot be checked is
/// not verified. Thread-safe.
public final class ProofVerifier {
  private final Set<VerificationKey> trusted;
  private final WitnessPolicy policy;

  /// A verifier that knows nobody: it checks a file against the key in the file.
  public ProofVerifier() {
    this(Set.of());
  }

  /// @param trusted keys to accept; if there are any, a file whose keys are all others is a mismatch
  public ProofVerifier(Set<VerificationKey> trusted) {
    this(trusted, new WitnessPolicy(0, Set.of()));
  }

  /// @param policy whose cosignatures a file must carry
  public ProofVerifier(Set<VerificationKey> trusted, WitnessPolicy policy) {
    this.trusted = Set.copyOf(trusted);
    this.policy = policy;
  }

  /// Checks everything that can be checked offline: form, opening against leaf, leaf against root,
  /// signature.
  public ProofCheck verify(byte[] bytes) {
    ProofFile file;
    try {
      file = ProofFile.parse(bytes);
    } catch (JsonRefusedException e) {
      return new ProofCheck.Malformed("Not a readable proof file: " + e.getMessage() + ".");
    }
    Checkpoint checkpoint = file.checkpoint().checkpoint();
    if (file.inclusion().size() != checkpoint.size()) {
      return new ProofCheck.Mismatch(
          "The path is for a journal of "
              + file.inclusion().size()
              + " entries, the checkpoint for "
              + checkpoint.size()
              + ".");
    }
    if (!file.inclusion().proves(file.leafHash(), checkpoint.root())) {
      return new ProofCheck.Mismatch("The entry is not under the checkpoint's root.");
    }
    var verifier = new CheckpointVerifier(file.keys());
    if (!verifier.signed(file.checkpoint())) {
      return new ProofCheck.Mismatch(
          verifier.signedByRetiredKey(file.checkpoint())
              ? "The checkpoint is signed by a key that was not to sign over so many entries."
              : "The checkpoint is not signed by the key in the file.");
    }
    for (Cosignature cosignature : file.cosignatures()) {
      if (!cosignature.holds(checkpoint)) {
        return new ProofCheck.Mismatch(
            "The cosignature of " + cosignature.witness().name() + " is not over this checkpoint.");
      }
    }
    if (!policy.satisfied(checkpoint, file.cosignatures())) {
      return new ProofCheck.Mismatch(
          "Fewer than " + policy.needed() + " of the witnesses asked for cosigned the checkpoint.");
    }
    if (!trusted.isEmpty() && file.keys().keys().stream().noneMatch(trusted::contains)) {
      return new ProofCheck.Mismatch(
          "The checkpoint is signed by key " + file.key().keyId() + ", which is not trusted here.");
    }
    return reveal(file);
  }

  private ProofCheck reveal(ProofFile file) {
    Opening opening = file.opening();
    if (opening == null) {
      return new ProofCheck.Verified(file, null, !trusted.isEmpty());
    }
    if (!opening.leafHash().equals(file.leafHash())) {
      return new ProofCheck.Mismatch("The entry is not the one its leaf commits to.");
    }
    Entry entry;
    try {
      entry = opening.entry();
    } catch (JsonRefusedException e) {
      return new ProofCheck.Malformed("The entry is not readable: " + e.getMessage() + ".");
    }
    if (entry.index() != file.inclusion().index()) {
      return new ProofCheck.Mismatch(
          "The entry says it is number "
              + entry.index()
              + ", but stands at "
              + file.inclusion().index()
              + ".");
    }
    return new ProofCheck.Verified(file, entry, !trusted.isEmpty());
  }

  /// Asks a chain for the checkpoint of a verified proof, at the place the file's receipt claims.
  public ChainCheck onChain(ProofCheck.Verified proof, ChainReader reader) {
    Receipt receipt = proof.file().receipt();
    if (receipt == null) {
      return new ChainCheck.Mismatch(
          "The proof names no place on a chain: it was not anchored yet, or its receipt was taken out.");
    }
    ChainCheck check = onChain(proof, reader, receipt.place());
    if (check instanceof ChainCheck.Verified found
        && (found.block() != receipt.block() || !found.time().equals(receipt.time()))) {
      return new ChainCheck.Mismatch(
          "The receipt names block "
              + receipt.block()
              + ", but the checkpoint was anchored in block "
              + found.block()
              + ".");
    }
    return check;
  }

  /// Asks a chain for the checkpoint of a verified proof.
  ///
  /// @param place where the caller knows the institution's checkpoints to be
  public ChainCheck onChain(ProofCheck.Verified proof, ChainReader reader, ChainPlace place) {
    Checkpoint checkpoint = proof.file().checkpoint().checkpoint();
    return switch (reader.lookup(place, checkpoint.logId(), checkpoint.size())) {
      case ChainLookup.Found found ->
          found.root().equals(checkpoint.root())
              ? new ChainCheck.Verified(place, found.block(), found.time())
              : new ChainCheck.Mismatch(
                  "The chain holds another root for "
                      + checkpoint.size()
                      + " entries: "
                      + found.root()
                      + ", the proof "
                      + checkpoint.root()
                      + ".");
      case ChainLookup.Absent absent ->
          new ChainCheck.Mismatch(
              "The chain holds no checkpoint of " + checkpoint.size() + " entries.");
      case ChainLookup.Unreachable unreachable -> new ChainCheck.Unreachable(unreachable.reason());
      case ChainLookup.Distrusted distrusted -> new ChainCheck.Unreachable(distrusted.reason());
    };
  }

  /// Whether what was found on the chain counts in a network: when its block ended, the contract
  /// was the network's registry of checkpoints and the account that of a member that might anchor;
  /// and the proof's journal is signed with a key that this member's journal had at any time.
  ///
  /// @param found what [#onChain] found
  /// @return `found`, or what does not hold
  public ChainCheck byMember(
      ProofCheck.Verified proof, ChainCheck.Verified found, MemberReader network) {
    Address account = found.place().institution();
    String then = " in block " + found.block() + ".";
    try {
      MemberHistory history = network.history();
      MemberHistory.Day day = history.at(found.block());
      if (!found.place().contract().equals(day.contracts().get(Membership.CHECKPOINTS))) {
        return new ChainCheck.Mismatch(
            "The contract " + found.place().contract() + " was not this network's" + then);
      }
      Optional<Membership.Member> member =
          day.members().stream()
              .filter(each -> each.account().equals(account))
              .filter(each -> each.roles().contains(NetworkRole.ANCHORS))
              .findFirst();
      if (member.isEmpty()) {
        return new ChainCheck.Mismatch(
            "The account " + account + " was of no member that might anchor" + then);
      }
      Set<Hash> keys = history.journalKeys(member.get().id());
      return proof.file().keys().keys().stream()
              .anyMatch(key -> keys.contains(Hash.sha256(key.hex())))
          ? found
          : new ChainCheck.Mismatch(
              "The journal of the member with the account " + account + " never had such a key.");
    } catch (LedgerException e) {
      return new ChainCheck.Unreachable(String.valueOf(e.getMessage()));
    }
  }
}
