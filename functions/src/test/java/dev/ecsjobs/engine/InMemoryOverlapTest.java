package dev.ecsjobs.engine;

class InMemoryOverlapTest extends OverlapContract {

  @Override
  protected Stores emptyStores() {
    var store = new InMemoryRunStore();
    return new Stores(store, store);
  }
}
