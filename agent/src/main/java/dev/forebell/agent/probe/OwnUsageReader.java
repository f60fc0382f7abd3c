package dev.forebell.agent.probe;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads what the agent itself takes; the proportional memory, which is dear, only now and then. */
public final class OwnUsageReader implements Supplier<OwnUsage> {
  private final KernelFile stat = new KernelFile("/proc/self/stat");
  private final KernelFile statm = new KernelFile("/proc/self/statm");
  private final KernelFile rollup = new KernelFile("/proc/self/smaps_rollup");
  // The kernel walks all of the process's memory for it: about a millisecond.
  private static final int READINGS_PER_ROLLUP = 30;

  private final long pageBytes;

  // guarded by this
  private int readings;
  private OptionalLong proportional = OptionalLong.empty();

  OwnUsageReader(long pageBytes) {
    this.pageBytes = pageBytes;
  }

  /** For this process. */
  public static OwnUsageReader ofThisProcess() {
    return new OwnUsageReader(OshiSystem.ofThisMachine().hardware().getMemory().getPageSize());
  }

  @Override
  public synchronized OwnUsage get() {
    try {
      if (readings++ % READINGS_PER_ROLLUP == 0) {
        proportional = proportional();
      }
      return OwnUsage.ofStat(stat.text()).withMemory(resident(), proportional);
    } catch (IOException e) {
      return new OwnUsage(
          ofTheRuntime(), OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
  }

  private static OptionalDouble ofTheRuntime() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> OptionalDouble.of(time.toMillis() / 1000.0))
        .orElse(OptionalDouble.empty());
  }

  private OptionalLong resident() throws IOException {
    return OptionalLong.of(residentPages(statm.text()) * pageBytes);
  }

  private OptionalLong proportional() {
    try {
      return new KeyedNumbers(rollup.text()).get("Pss");
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The second number of {@code /proc/self/statm}. */
  static long residentPages(String statm) {
    return Long.parseLong(statm.split(" ", -1)[1]);
  }
}
