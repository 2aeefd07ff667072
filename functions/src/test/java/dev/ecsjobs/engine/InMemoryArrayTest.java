package dev.ecsjobs.engine;

class InMemoryArrayTest extends ArrayContract {

  @Override
  protected OverlapContract.Stores emptyStores() {
    var store = new InMemoryRunStore();
    return new OverlapContract.Stores(store, store);
  }
}
