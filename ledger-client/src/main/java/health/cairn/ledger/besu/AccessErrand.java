package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.merkle.Hash;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// A batch of accesses or a flag on its way from the outbox into the registry of accesses.
final class AccessErrand extends Errand<AccessTask> {
  private final Hash institution;

  AccessErrand(Outbox<AccessTask> outbox, ChainPlace place, Hash institution, AccessTask task) {
    super(outbox, place, task);
    this.institution = institution;
  }

  @Override
  void requireOurs(EvmNode node) throws LedgerException {
    new AccessContract(node, place()).requireOurs();
  }

  @Override
  String call() {
    return AccessContract.call(task().note());
  }

  @Override
  Held heldBy(EvmNode node) throws LedgerException {
    var contract = new AccessContract(node, place());
    return switch (task().note()) {
      case AccessNote.Batch batch ->
          contract
              .batch(institution, batch.number())
              .map(
                  held ->
                      held(
                          held.block(),
                          held.root().equals(batch.root()) && held.count() == batch.count(),
                          AccessContract.ANOTHER_BATCH))
              .orElseGet(Held.Absent::new);
      case AccessNote.Flag flag ->
          contract
              .flag(institution, flag.tag())
              .map(
                  held ->
                      held(
                          held.block(),
                          held.entry().equals(flag.entry()),
                          AccessContract.ANOTHER_ENTRY))
              .orElseGet(Held.Absent::new);
    };
  }

  private static Held held(long block, boolean ours, String otherwise) {
    return ours ? new Held.Ours(OptionalLong.of(block)) : new Held.Other(otherwise);
  }

  @Override
  Optional<Refusal> tryOut(EvmNode node) throws LedgerException {
    return new AccessContract(node, place()).tryOut(task().note(), institution);
  }

  @Override
  boolean isEffectOf(TransactionReceipt receipt) {
    return AccessContract.hasEvent(place(), institution, task().note(), receipt);
  }
}
