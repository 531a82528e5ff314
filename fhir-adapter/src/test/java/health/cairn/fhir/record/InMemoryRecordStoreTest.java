package health.cairn.fhir.record;

class InMemoryRecordStoreTest extends RecordStoreContract {
  @Override
  protected RecordStore emptyStore() {
    return new InMemoryRecordStore();
  }
}
