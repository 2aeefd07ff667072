package dev.ecsjobs.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** US dollars for an hour of one vCPU, of one GiB of memory, of one GiB of ephemeral storage. */
public record Price(BigDecimal vcpuHour, BigDecimal gbHour, BigDecimal storageHour) {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal PER_VCPU = BigDecimal.valueOf(1024);

  Price times(BigDecimal share) {
    return new Price(vcpuHour.multiply(share), gbHour.multiply(share), storageHour.multiply(share));
  }

  /** Exact but for one division at the end. */
  BigDecimal of(Amount amount) {
    var cpu = vcpuHour.multiply(BigDecimal.valueOf(amount.cpuSeconds()));
    var memory = gbHour.multiply(BigDecimal.valueOf(amount.memorySeconds()));
    var storage =
        storageHour.multiply(BigDecimal.valueOf(amount.storageSeconds())).multiply(PER_VCPU);
    return cpu.add(memory)
        .add(storage)
        .divide(SECONDS_PER_HOUR.multiply(PER_VCPU), MathContext.DECIMAL64);
  }
}
