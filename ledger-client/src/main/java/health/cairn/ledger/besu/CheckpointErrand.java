package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.OutboxStore;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// A checkpoint on its way from the outbox into the registry.
final class CheckpointErrand extends Errand<AnchorTask> {
  CheckpointErrand(OutboxStore outbox, ChainPlace place, AnchorTask task) {
    super(outbox, place, task);
  }

  @Override
  void requireOurs(EvmNode node) throws LedgerException {
    new Registry(node, place()).requireOurs();
  }

  @Override
  String call() {
    return Registry.anchorCall(task());
  }

  @Override
  Held heldBy(EvmNode node) throws LedgerException {
    if (!(new Registry(node, place()).read(task().logId(), task().size())
        instanceof ChainLookup.Found found)) {
      return new Held.Absent();
    }
    return found.root().equals(task().root())
        ? new Held.Ours(OptionalLong.of(found.block()))
        : new Held.Other(
            "The chain holds another root for "
                + task().size()
                + " entries: "
                + found.root()
                + ", not "
                + task().root()
                + "; the journal has two histories.");
  }

  @Override
  Optional<Refusal> tryOut(EvmNode node) throws LedgerException {
    return new Registry(node, place()).tryOut(task());
  }

  @Override
  boolean isEffectOf(TransactionReceipt receipt) {
    return Registry.hasEvent(place(), task(), receipt);
  }

  @Override
  boolean isAccountsOwn() {
    return true;
  }
}
