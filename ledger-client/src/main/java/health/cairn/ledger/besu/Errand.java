package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.anchor.Outgoing;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// One thing that is to be on chain: where it is kept, how far it is, and how its contract is asked
/// about it. [Delivery] carries it; every transition is kept durably before it returns.
///
/// @param <T> the thing
abstract class Errand<T extends Outgoing<T>> {
  private final Outbox<T> outbox;
  private final ChainPlace place;
  private T task;

  Errand(Outbox<T> outbox, ChainPlace place, T task) {
    this.outbox = outbox;
    this.place = place;
    this.task = task;
  }

  /// As it was last kept.
  final T task() {
    return task;
  }

  /// Contract and sender.
  final ChainPlace place() {
    return place;
  }

  /// A step on its way.
  interface Step<T> {
    T from(T task);
  }

  final void keep(Step<T> step) throws LedgerException {
    T next = step.from(task);
    outbox.replace(task, next);
    task = next;
  }

  /// The right chain, and our contract at the address: nothing else is asked or told anything.
  abstract void requireOurs(EvmNode node) throws LedgerException;

  /// The transaction's data.
  abstract String call();

  /// What the contract holds of it.
  abstract Held heldBy(EvmNode node) throws LedgerException;

  /// What [#call] would do at this moment; empty when it would be taken.
  abstract Optional<Refusal> tryOut(EvmNode node) throws LedgerException;

  /// Whether a receipt shows exactly this in its events. May fail in any way on nonsense.
  abstract boolean isEffectOf(TransactionReceipt receipt);

  /// Whether the contract holds it under the account that sent it. Where it does not, and the account
  /// changed, it is signed anew: whichever comes first, the contract takes it once.
  boolean isAccountsOwn() {
    return false;
  }

  /// What a contract holds.
  sealed interface Held {
    record Absent() implements Held {}

    /// Exactly ours.
    ///
    /// @param block in which it came there, where the contract keeps that
    record Ours(OptionalLong block) implements Held {}

    /// Something that rules ours out.
    ///
    /// @param reason in one sentence
    record Other(String reason) implements Held {}
  }
}
