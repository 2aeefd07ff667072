package dev.ecsjobs.engine;

final class InMemoryLaunchLeaseTest extends LaunchLeaseContract {
  @Override
  protected LaunchLease newLease() {
    return new InMemoryLaunchLease();
  }
}
