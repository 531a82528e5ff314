package health.cairn.ledger.journal;

class InMemoryJournalStoreTest extends JournalStoreContract {
  @Override
  protected JournalStore emptyStore() {
    return new InMemoryJournalStore();
  }
}
