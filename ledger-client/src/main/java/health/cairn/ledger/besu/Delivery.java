package health.cairn.ledger.besu;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Outgoing;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/// Brings one [Errand] on chain through one node, from whatever state it was left in.
///
/// Every step is kept before the next one is taken, the signed transaction before it is sent. So
/// the process may be killed at any instant: the next attempt asks for the receipt of what was
/// kept, sends the very same bytes again where there is none, and signs for another nonce only when the
/// first is used, or cannot be reached: the contracts take the same thing once, whatever comes twice.
///
/// In QBFT a block is final when it is there. Where there are witnesses, one of them must have the
/// same block and hold the same before anything is called Verified, and must rule it out as well before
/// anything is Rejected. What a block refused is tried out anew: only what the contract will never take
/// is Rejected.
final class Delivery {
  /// An errand needs three steps; a reorganised chain a few more; only a lying node needs many.
  private static final int MAX_STEPS = 12;

  private final EvmNode node;
  private final List<EvmNode> witnesses;
  private final ChainConfig config;
  private final ChainSigner key;
  private final Errand<?> errand;
  private String words = "";
  private boolean holdsUpOthers = true;

  Delivery(
      EvmNode node,
      List<EvmNode> witnesses,
      ChainConfig config,
      ChainSigner key,
      Errand<?> errand) {
    this.node = node;
    this.witnesses = witnesses;
    this.config = config;
    this.key = key;
    this.errand = errand;
  }

  /// Why it is still pending.
  String words() {
    return words;
  }

  /// Whether later errands must wait for it: not when its nonce is used, or none was taken.
  boolean holdsUpOthers() {
    return holdsUpOthers;
  }

  void run() throws LedgerException {
    for (int step = 0; step < MAX_STEPS && !errand.task().done(); step++) {
      AnchorState before = errand.task().state();
      SignedTransaction signedBefore = errand.task().transaction();
      if (signedBefore != null && waitsElsewhere(signedBefore.place())) {
        return;
      }
      switch (before) {
        case PREPARED -> sign();
        case SUBMITTED -> settle();
        case INCLUDED -> readBack();
        case VERIFIED, REJECTED -> throw new IllegalStateException("done, and still worked on");
      }
      if (errand.task().state() == before
          && Objects.equals(errand.task().transaction(), signedBefore)) {
        return;
      }
    }
    if (!errand.task().done()) {
      throw node.distrusted("keeps contradicting itself", null);
    }
  }

  private Address account() {
    return errand.place().institution();
  }

  /// Prepared -> Submitted: the transaction is kept; sending it is the next step's.
  private void sign() throws LedgerException {
    if (endedByWhatIsHeld()) {
      return;
    }
    Optional<Refusal> refusal = errand.tryOut(node);
    if (refusal.isPresent()) {
      switch (refusal.get()) {
        case Refusal.AlreadyAnchored already ->
            throw node.distrusted("both holds and does not hold what is sent", null);
        case Refusal.Final last -> reject(last.reason());
        case Refusal.NotNow wait -> {
          words = wait.reason();
          holdsUpOthers = false;
        }
      }
      return;
    }
    BigInteger price =
        config.maxGasPriceWei().signum() == 0
            ? BigInteger.ZERO
            : node.gasPriceWei().min(config.maxGasPriceWei());
    submit(signedFor(node.pendingCount(account()), price));
  }

  private void submit(SignedTransaction signed) throws LedgerException {
    errand.keep(task -> task.submitted(signed));
  }

  /// For good, so where there are witnesses, the node's word alone is not enough.
  private void reject(String why) throws LedgerException {
    switch (witnessed("It is refused for good by " + node, this::isRuledOutBy)) {
      case Witnessed.Same same -> errand.keep(task -> task.rejected(why));
      case Witnessed.Otherwise other ->
          throw node.distrusted("refuses for good what " + other.witness() + " does not", null);
      case Witnessed.Nobody nobody -> {}
    }
  }

  private boolean isRuledOutBy(EvmNode witness) throws LedgerException {
    return switch (errand.heldBy(witness)) {
      case Errand.Held.Other other -> true;
      case Errand.Held.Ours ours -> false;
      case Errand.Held.Absent none ->
          errand.tryOut(witness).filter(Refusal.Final.class::isInstance).isPresent();
    };
  }

  private SignedTransaction signedFor(long nonce, BigInteger priceWei) throws LedgerException {
    return TransactionSigning.call(errand.place(), nonce, errand.call(), priceWei, key);
  }

  /// Submitted -> Included, or back to Prepared when another transaction took the nonce.
  private void settle() throws LedgerException {
    SignedTransaction sent = Objects.requireNonNull(errand.task().transaction());
    if (!sent.place().institution().equals(account())) {
      if (!endedByWhatIsHeld()) {
        errand.keep(Outgoing::preparedAgain);
      }
      return;
    }
    var patience = new Patience(config.timing());
    boolean handed = false;
    do {
      // First the count, then the receipt: if our nonce is used up and there is no receipt even
      // then, the transaction that used it was another one.
      boolean nonceUsed = node.minedCount(account()) > sent.nonce();
      Optional<TransactionReceipt> receipt = node.receipt(sent.hash());
      if (receipt.isPresent()) {
        keepOutcome(sent, receipt.get());
        return;
      }
      if (nonceUsed) {
        if (!endedByWhatIsHeld()) {
          errand.keep(Outgoing::preparedAgain);
        }
        return;
      }
      if (!handed) {
        if (!hand(sent)) {
          return;
        }
        handed = true;
      }
    } while (patience.waitForNextLook());
    words = "It was sent and is in no block yet.";
    if (!replace(sent)) {
      closeGap(sent);
    }
  }

  /// A nonce below ours that no transaction has any more, in a block or waiting for one: the pools lost
  /// the one that had it, and who sent that may never come back. Ours would wait behind it for ever, so
  /// it is signed anew for the free one. Should the first get into a block after all, the contract holds
  /// the same already and refuses it.
  private boolean closeGap(SignedTransaction sent) throws LedgerException {
    long free = node.pendingCount(account());
    if (free >= sent.nonce()) {
      return false;
    }
    submit(signedFor(free, TransactionDecoder.decode(sent.raw()).getGasPrice()));
    return true;
  }

  /// Sends the kept bytes. An error may only mean that the node has them already.
  ///
  /// @return false when another transaction took their place
  private boolean hand(SignedTransaction sent) throws LedgerException {
    Optional<String> refused = node.hand(sent.raw(), sent.hash());
    if (refused.isPresent()
        && !node.knows(sent.hash())
        && node.minedCount(account()) <= sent.nonce()) {
      if (replace(sent) || closeGap(sent)) {
        return false;
      }
      throw node.distrusted("does not take the transaction: " + refused.get(), null);
    }
    return true;
  }

  /// A transaction that waits because it pays too little gives way to one of the same nonce that pays
  /// enough, within what is allowed. Only one of the two can ever be in a block.
  private boolean replace(SignedTransaction sent) throws LedgerException {
    BigInteger paid = TransactionDecoder.decode(sent.raw()).getGasPrice();
    BigInteger asked = node.gasPriceWei();
    if (asked.compareTo(paid) <= 0) {
      return false;
    }
    // Nodes take a replacement only when it pays a tenth more, some an eighth.
    BigInteger better =
        asked.max(paid.multiply(BigInteger.valueOf(9)).shiftRight(3).add(BigInteger.ONE));
    if (better.compareTo(config.maxGasPriceWei()) > 0) {
      words =
          "It was sent and is in no block yet: the network asks for a gas price of "
              + asked
              + " wei, more than the "
              + config.maxGasPriceWei()
              + " that are allowed.";
      return false;
    }
    submit(signedFor(sent.nonce(), better));
    return true;
  }

  private void keepOutcome(SignedTransaction sent, TransactionReceipt receipt)
      throws LedgerException {
    Receipt where = checked(sent, receipt);
    if (node.read(receipt, TransactionReceipt::isStatusOK)) {
      if (!node.read(receipt, errand::isEffectOf)) {
        throw node.distrusted("shows a receipt without what we sent in it", null);
      }
      errand.keep(task -> task.included(where));
      return;
    }
    if (node.minedCount(account()) <= sent.nonce()) {
      throw node.distrusted("shows a receipt before it counts the transaction", null);
    }
    // Refused there, perhaps for a reason that has passed since: trying it out tells.
    if (!endedByWhatIsHeld()) {
      errand.keep(Outgoing::preparedAgain);
    }
  }

  /// Checks a receipt against everything we know: hash, contract, sender, and the block it names.
  private Receipt checked(SignedTransaction sent, TransactionReceipt receipt)
      throws LedgerException {
    boolean ours =
        node.read(
            receipt,
            r ->
                r.getTransactionHash().equalsIgnoreCase("0x" + sent.hash().hex())
                    && r.getTo().equalsIgnoreCase(errand.place().contract().hex())
                    && r.getFrom().equalsIgnoreCase(account().hex()));
    if (!ours) {
      throw node.distrusted("shows the receipt of another transaction", null);
    }
    Hash blockHash =
        node.read(receipt, r -> Hash.of(Numeric.hexStringToByteArray(r.getBlockHash())));
    EthBlock.Block block =
        node.block("0x" + blockHash.hex())
            .orElseThrow(
                () -> node.distrusted("shows a receipt of a block that it does not have", null));
    return node.read(
        block,
        b -> {
          long number = EvmNode.exact(receipt.getBlockNumber());
          if (number != EvmNode.exact(b.getNumber())) {
            throw new IllegalStateException("receipt and block disagree about its number");
          }
          Instant time = Instant.ofEpochSecond(EvmNode.exact(b.getTimestamp()));
          return new Receipt(errand.place(), sent.hash(), number, blockHash, time);
        });
  }

  /// Included -> Verified: the contract itself holds ours since that block.
  private void readBack() throws LedgerException {
    long block = Objects.requireNonNull(errand.task().receipt()).block();
    switch (errand.heldBy(node)) {
      case Errand.Held.Other other -> reject(other.reason());
      case Errand.Held.Ours ours when ours.block().orElse(block) == block -> {
        if (confirmed()) {
          errand.keep(Outgoing::verified);
        }
      }
      // The block that held it was replaced: where is it now?
      case Errand.Held.Ours moved -> errand.keep(Outgoing::submittedAgain);
      case Errand.Held.Absent gone -> errand.keep(Outgoing::submittedAgain);
    }
  }

  /// Whether the contract holds ours, or what rules it out, whoever sent it; kept if so.
  private boolean endedByWhatIsHeld() throws LedgerException {
    switch (errand.heldBy(node)) {
      case Errand.Held.Absent none -> {
        return false;
      }
      case Errand.Held.Ours ours -> {
        if (confirmed()) {
          errand.keep(Outgoing::verified);
        }
      }
      case Errand.Held.Other other -> reject(other.reason());
    }
    return true;
  }

  private boolean confirmed() throws LedgerException {
    return switch (witnessed("It is in a block of " + node, this::isHeldBy)) {
      case Witnessed.Same same -> true;
      case Witnessed.Otherwise other -> {
        words =
            "It is in a block of " + node + ", which " + other.witness() + " does not have yet.";
        holdsUpOthers = false;
        yield false;
      }
      case Witnessed.Nobody nobody -> false;
    };
  }

  private boolean isHeldBy(EvmNode witness) throws LedgerException {
    Receipt receipt = errand.task().receipt();
    return errand.heldBy(witness) instanceof Errand.Held.Ours
        && (receipt == null || witness.block("0x" + receipt.blockHash().hex()).isPresent());
  }

  /// What the witnesses see.
  private sealed interface Witnessed {
    /// One of them sees the same, or there are none.
    record Same() implements Witnessed {}

    /// None that answers sees the same.
    ///
    /// @param witness the first of them
    record Otherwise(EvmNode witness) implements Witnessed {}

    /// None answers.
    record Nobody() implements Witnessed {}
  }

  private interface Sight {
    boolean same(EvmNode witness) throws LedgerException;
  }

  /// Asks the witnesses, until one sees the same. Where none answers, it waits.
  ///
  /// @param what we see, in words
  private Witnessed witnessed(String what, Sight sight) throws LedgerException {
    Witnessed found = witnesses.isEmpty() ? new Witnessed.Same() : new Witnessed.Nobody();
    for (EvmNode witness : witnesses) {
      try {
        errand.requireOurs(witness);
        if (sight.same(witness)) {
          return new Witnessed.Same();
        }
        if (found instanceof Witnessed.Nobody) {
          found = new Witnessed.Otherwise(witness);
        }
      } catch (LedgerException e) {
        if (e.kind() != Kind.UNREACHABLE) {
          throw e;
        }
      }
    }
    if (found instanceof Witnessed.Nobody) {
      words = what + "; no other endpoint answers to confirm that.";
      holdsUpOthers = false;
    }
    return found;
  }

  /// Whether it was signed for a place that is not configured now: there it may be on chain, and only
  /// there can it be settled. Others go on without it.
  private boolean waitsElsewhere(ChainPlace there) {
    ChainPlace here = errand.place();
    boolean same =
        errand.isAccountsOwn()
            ? there.equals(here)
            : there.equals(new ChainPlace(here.chainId(), here.contract(), there.institution()));
    if (!same) {
      words =
          "A transaction was signed for chain "
              + there.chainId()
              + ", contract "
              + there.contract()
              + ", account "
              + there.institution()
              + "; it waits until these are configured again.";
      holdsUpOthers = false;
    }
    return !same;
  }
}
