package health.cairn.ledger.anchor;

class InMemoryOutboxStoreTest extends OutboxStoreContract {
  @Override
  protected OutboxStore emptyStore() {
    return new InMemoryOutboxStore();
  }
}
