package dev.ecsjobs.engine;

class InMemoryRunStoreTest extends RunStoreContract {
  @Override
  protected RunStore emptyStore() {
    return new InMemoryRunStore();
  }
}
