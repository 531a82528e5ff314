package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.DecisionOutbox;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.GrantLookup;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// A patient's decision on its way from the outbox into the registry of consent.
final class DecisionErrand extends Errand<DecisionTask> {
  private static final Held OURS = new Held.Ours(OptionalLong.empty());
  private static final Held LATER =
      new Held.Other("The chain holds a later decision about the same.");

  DecisionErrand(DecisionOutbox outbox, ChainPlace place, DecisionTask task) {
    super(outbox, place, task);
  }

  @Override
  void requireOurs(EvmNode node) throws LedgerException {
    new ConsentContract(node, place()).requireOurs();
  }

  @Override
  String call() {
    return ConsentContract.call(task().decision());
  }

  @Override
  Held heldBy(EvmNode node) throws LedgerException {
    var contract = new ConsentContract(node, place());
    return switch (task().decision().decision()) {
      case Decision.Grant grant -> {
        GrantLookup.Found found = contract.check(grant.key());
        yield found.seq() == grant.seq() && found.until().equals(grant.until())
            ? OURS
            : found.seq() >= grant.seq() || found.withdrawnUpTo() >= grant.seq()
                ? LATER
                : new Held.Absent();
      }
      case Decision.Withdrawal one -> upTo(contract.check(one.key()), one.seq());
      case Decision.WithdrawalOfAll all ->
          upTo(contract.checkAll(all.patient(), all.institution()), all.seq());
      case Decision.Delegation delegation -> {
        ConsentContract.Delegated found =
            contract.delegation(delegation.patient(), delegation.delegate());
        yield found.seq() < delegation.seq()
            ? new Held.Absent()
            : found.seq() == delegation.seq()
                    && found.until() == delegation.until().getEpochSecond()
                    && found.powers() == DecisionSigning.powers(delegation)
                ? OURS
                : LATER;
      }
    };
  }

  /// A withdrawal of more than this one withdraws what this one does.
  private static Held upTo(GrantLookup.Found found, long seq) {
    return found.withdrawnUpTo() >= seq ? OURS : new Held.Absent();
  }

  @Override
  Optional<Refusal> tryOut(EvmNode node) throws LedgerException {
    return new ConsentContract(node, place()).tryOut(task().decision());
  }

  @Override
  boolean isEffectOf(TransactionReceipt receipt) {
    if (receipt.getLogs().size() != 1
        || !receipt.getLogs().getFirst().getAddress().equalsIgnoreCase(place().contract().hex())) {
      return false;
    }
    Decision decision = task().decision().decision();
    return switch (decision) {
      case Decision.Grant grant ->
          ConsentRegistry.getGrantRecordedEvents(receipt).stream()
              .anyMatch(
                  event ->
                      event.patient.equalsIgnoreCase(grant.patient().hex())
                          && event.seq.longValueExact() == grant.seq()
                          && event.until.longValueExact() == grant.until().getEpochSecond());
      case Decision.Withdrawal one ->
          ConsentRegistry.getWithdrawalRecordedEvents(receipt).stream()
              .anyMatch(
                  event ->
                      event.patient.equalsIgnoreCase(one.patient().hex())
                          && event.seq.longValueExact() == one.seq());
      case Decision.WithdrawalOfAll all ->
          ConsentRegistry.getWithdrawalRecordedEvents(receipt).stream()
              .anyMatch(
                  event ->
                      event.patient.equalsIgnoreCase(all.patient().hex())
                          && event.seq.longValueExact() == all.seq());
      case Decision.Delegation delegation ->
          ConsentRegistry.getDelegationRecordedEvents(receipt).stream()
              .anyMatch(
                  event ->
                      event.patient.equalsIgnoreCase(delegation.patient().hex())
                          && event.delegate.equalsIgnoreCase(delegation.delegate().hex())
                          && event.seq.longValueExact() == delegation.seq());
    };
  }
}
