package health.cairn.ledger.besu;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// A checkpoint on its way from the outbox into the registry.
final class CheckpointErrand implements Errand {
  private final OutboxStore outbox;
  private final ChainPlace place;
  private AnchorTask task;

  CheckpointErrand(OutboxStore outbox, ChainPlace place, AnchorTask task) {
    this.outbox = outbox;
    this.place = place;
    this.task = task;
  }

  AnchorTask task() {
    return task;
  }

  private void keep(AnchorTask next) throws LedgerException {
    outbox.replace(task, next);
    task = next;
  }

  @Override
  public AnchorState state() {
    return task.state();
  }

  @Override
  public @Nullable SignedTransaction transaction() {
    return task.transaction();
  }

  @Override
  public @Nullable Receipt receipt() {
    return task.receipt();
  }

  @Override
  public void submitted(SignedTransaction signed) throws LedgerException {
    keep(task.submitted(signed));
  }

  @Override
  public void preparedAgain() throws LedgerException {
    keep(task.preparedAgain());
  }

  @Override
  public void included(Receipt where) throws LedgerException {
    keep(task.included(where));
  }

  @Override
  public void submittedAgain() throws LedgerException {
    keep(task.submittedAgain());
  }

  @Override
  public void verified() throws LedgerException {
    keep(task.verified());
  }

  @Override
  public void rejected(String why) throws LedgerException {
    keep(task.rejected(why));
  }

  @Override
  public ChainPlace place() {
    return place;
  }

  @Override
  public void requireOurs(EvmNode node) throws LedgerException {
    new Registry(node, place).requireOurs();
  }

  @Override
  public String call() {
    return Registry.anchorCall(task);
  }

  @Override
  public Held heldBy(EvmNode node) throws LedgerException {
    if (!(new Registry(node, place).read(task.logId(), task.size())
        instanceof ChainLookup.Found found)) {
      return new Held.Absent();
    }
    return found.root().equals(task.root())
        ? new Held.Ours(OptionalLong.of(found.block()))
        : new Held.Other(
            "The chain holds another root for "
                + task.size()
                + " entries: "
                + found.root()
                + ", not "
                + task.root()
                + "; the journal has two histories.");
  }

  @Override
  public Optional<Refusal> tryOut(EvmNode node) throws LedgerException {
    return new Registry(node, place).tryOut(task);
  }

  @Override
  public boolean isEffectOf(TransactionReceipt receipt) {
    return Registry.hasEvent(place, task, receipt);
  }
}
