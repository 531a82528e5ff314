package health.cairn.ledger.consent;

class InMemoryDecisionOutboxTest extends DecisionOutboxContract {
  @Override
  protected DecisionOutbox emptyStore() {
    return new InMemoryDecisionOutbox();
  }
}
