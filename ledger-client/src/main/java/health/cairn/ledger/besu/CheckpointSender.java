package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.SignedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// Empties an outbox into the registry of checkpoints, one checkpoint after the other.
///
/// Every step is kept in the outbox before the next one is taken, the signed transaction before it
/// is sent. So the process may be killed at any instant: the next attempt asks for the receipt of
/// what was kept, sends the very same bytes again where there is none, and never signs a second
/// transaction while the first can still get into a block.
///
/// Thread-safe, one attempt at a time. One outbox has one sender.
public final class CheckpointSender implements AutoCloseable {
  /// A checkpoint needs three steps; a reorganised chain a few more; only a lying node needs many.
  private static final int MAX_STEPS = 10;

  private final ChainConfig config;
  private final CredentialSource credentials;
  private final OutboxStore outbox;
  private final EvmNode node;

  public CheckpointSender(ChainConfig config, CredentialSource credentials, OutboxStore outbox) {
    this(config, credentials, outbox, new EvmNode(config.rpc(), config.timing()));
  }

  CheckpointSender(
      ChainConfig config, CredentialSource credentials, OutboxStore outbox, EvmNode node) {
    this.config = config;
    this.credentials = credentials;
    this.outbox = outbox;
    this.node = node;
  }

  /// Sends what waits. Blocks, at most about the receipt's time per checkpoint.
  ///
  /// @throws LedgerException when the outbox or the key fails us (ENVIRONMENT, INTEGRITY,
  ///     CONFLICT); what a node does wrong is a result
  public synchronized SendResult drain() throws LedgerException {
    var finished = new ArrayList<AnchorTask>();
    List<AnchorTask> waiting = outbox.waiting();
    if (waiting.isEmpty()) {
      return new SendResult.Drained(finished);
    }
    ChainSigner key = credentials.open();
    try {
      var registry = new Registry(node, config.place(key.address()));
      registry.requireOurs();
      for (AnchorTask task : waiting) {
        Attempt attempt = new Attempt(registry, key, task);
        AnchorTask after = attempt.run();
        if (!after.done()) {
          return new SendResult.Pending(finished, stillWaiting(), attempt.words());
        }
        finished.add(after);
      }
      return new SendResult.Drained(finished);
    } catch (LedgerException e) {
      String reason = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case UNREACHABLE -> new SendResult.Unreachable(finished, stillWaiting(), reason);
        case DISTRUSTED -> new SendResult.Distrusted(finished, stillWaiting(), reason);
        default -> throw e;
      };
    }
  }

  private int stillWaiting() throws LedgerException {
    return outbox.waiting().size();
  }

  @Override
  public void close() {
    node.close();
  }

  /// One checkpoint, from whatever state it was left in.
  private final class Attempt {
    private final Registry registry;
    private final ChainSigner key;
    private AnchorTask task;
    private String words = "";

    Attempt(Registry registry, ChainSigner key, AnchorTask task) {
      this.registry = registry;
      this.key = key;
      this.task = task;
    }

    /// Why it is still pending.
    String words() {
      return words;
    }

    AnchorTask run() throws LedgerException {
      for (int step = 0; step < MAX_STEPS && !task.done(); step++) {
        AnchorTask before = task;
        switch (task.state()) {
          case PREPARED -> sign();
          case SUBMITTED -> settle();
          case INCLUDED -> readBack();
          case VERIFIED, REJECTED -> throw new IllegalStateException("done, and still worked on");
        }
        if (task.equals(before)) {
          return task;
        }
      }
      if (!task.done()) {
        throw node.distrusted("keeps contradicting itself", null);
      }
      return task;
    }

    private void keep(AnchorTask next) throws LedgerException {
      outbox.replace(task, next);
      task = next;
    }

    /// Prepared -> Submitted: the transaction is kept; sending it is the next step's.
    private void sign() throws LedgerException {
      if (keepIfAnchored()) {
        return;
      }
      Optional<Refusal> refusal = registry.tryOut(task);
      if (refusal.isPresent()) {
        switch (refusal.get()) {
          case Refusal.AlreadyAnchored already ->
              throw node.distrusted("both holds and does not hold a checkpoint", null);
          case Refusal.Final last -> keep(task.rejected(last.reason()));
        }
        return;
      }
      long nonce = node.pendingCount(key.address());
      keep(
          task.submitted(
              TransactionSigning.call(
                  config.place(key.address()), nonce, registry.anchorCall(task), key)));
    }

    /// Submitted -> Included, or back to Prepared when another transaction took the nonce.
    private void settle() throws LedgerException {
      SignedTransaction sent = Objects.requireNonNull(task.transaction());
      requireSamePlace(sent.place(), key.address());
      var patience = new Patience(config.timing());
      boolean handed = false;
      do {
        // First the count, then the receipt: if our nonce is used up and there is no receipt even
        // then, the transaction that used it was another one.
        boolean nonceUsed = node.minedCount(key.address()) > sent.nonce();
        Optional<TransactionReceipt> receipt = node.receipt(sent.hash());
        if (receipt.isPresent()) {
          keepOutcome(sent, receipt.get());
          return;
        }
        if (nonceUsed) {
          if (!keepIfAnchored()) {
            keep(task.preparedAgain());
          }
          return;
        }
        if (!handed) {
          hand(sent);
          handed = true;
        }
      } while (patience.waitForNextLook());
      words = "The checkpoint was sent and is in no block yet.";
    }

    /// Sends the kept bytes. An error may only mean that the node has them already.
    private void hand(SignedTransaction sent) throws LedgerException {
      Optional<String> refused = node.hand(sent.raw(), sent.hash());
      if (refused.isPresent()
          && !node.knows(sent.hash())
          && node.minedCount(key.address()) <= sent.nonce()) {
        throw node.distrusted("does not take the transaction: " + refused.get(), null);
      }
    }

    private void keepOutcome(SignedTransaction sent, TransactionReceipt receipt)
        throws LedgerException {
      switch (registry.outcome(task, sent, receipt)) {
        case Registry.Outcome.Anchored anchored -> keep(task.included(anchored.receipt()));
        case Registry.Outcome.Reverted reverted -> {
          // Rejected is for good, so the node's word alone is not enough for it.
          if (node.minedCount(key.address()) <= sent.nonce()) {
            throw node.distrusted("shows a receipt before it counts the transaction", null);
          }
          if (!keepIfAnchored()) {
            keep(
                task.rejected("The chain took the transaction into a block and refused it there."));
          }
        }
      }
    }

    /// Included -> Verified: the contract itself holds our root since that block.
    private void readBack() throws LedgerException {
      long block = Objects.requireNonNull(task.receipt()).block();
      switch (registry.read(task.logId(), task.size())) {
        case ChainLookup.Found found when !found.root().equals(task.root()) ->
            keep(task.rejected("The chain holds another root for " + task.size() + " entries."));
        case ChainLookup.Found found when found.block() == block -> keep(task.verified());
        // The block that held it was replaced: where is it now?
        case ChainLookup.Found moved -> keep(task.submittedAgain());
        default -> keep(task.submittedAgain());
      }
    }

    /// Whether the contract holds a checkpoint of this size, whoever sent it; kept if so.
    private boolean keepIfAnchored() throws LedgerException {
      if (!(registry.read(task.logId(), task.size()) instanceof ChainLookup.Found found)) {
        return false;
      }
      keep(
          found.root().equals(task.root())
              ? task.verified()
              : task.rejected(
                  "The chain holds another root for "
                      + task.size()
                      + " entries: "
                      + found.root()
                      + ", not "
                      + task.root()
                      + "; the journal has two histories."));
      return true;
    }

    private void requireSamePlace(ChainPlace signedFor, Address institution)
        throws LedgerException {
      if (!signedFor.equals(config.place(institution))) {
        throw new LedgerException(
            Kind.DISTRUSTED,
            "A checkpoint was signed for chain "
                + signedFor.chainId()
                + ", contract "
                + signedFor.contract()
                + ", account "
                + signedFor.institution()
                + "; it waits until these are configured again.");
      }
    }
  }
}
