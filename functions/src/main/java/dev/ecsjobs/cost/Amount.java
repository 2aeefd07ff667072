package dev.ecsjobs.cost;

/**
 * What was used at one tariff.
 *
 * @param cpuSeconds CPU units times seconds
 * @param memorySeconds MiB times seconds
 * @param storageSeconds GiB of ephemeral storage beyond the free ones, times seconds
 */
public record Amount(long cpuSeconds, long memorySeconds, long storageSeconds) {
  static Amount of(Size size, long seconds) {
    return new Amount(size.cpu() * seconds, size.memory() * seconds, size.paidStorage() * seconds);
  }

  Amount plus(Amount other) {
    return new Amount(
        cpuSeconds + other.cpuSeconds,
        memorySeconds + other.memorySeconds,
        storageSeconds + other.storageSeconds);
  }

  Amount times(long count) {
    return new Amount(cpuSeconds * count, memorySeconds * count, storageSeconds * count);
  }
}
