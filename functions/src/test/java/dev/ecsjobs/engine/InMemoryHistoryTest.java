package dev.ecsjobs.engine;

class InMemoryHistoryTest extends HistoryContract {
  @Override
  protected History emptyHistory() {
    return new InMemoryHistory();
  }
}
