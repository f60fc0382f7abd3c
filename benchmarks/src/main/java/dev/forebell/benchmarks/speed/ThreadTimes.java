package dev.forebell.benchmarks.speed;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processor time of this process so far, in nanoseconds.
 *
 * @param process all of it, compilers and collector of garbage included
 * @param threads by name of the Java threads that live, without digits
 */
record ThreadTimes(long process, Map<String, Long> threads) {
  static ThreadTimes now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> times =
        Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
            .flatMap(thread -> Optional.ofNullable(thread).stream())
            .collect(
                Collectors.toMap(
                    thread -> thread.getThreadName().replaceAll("[-0-9]+$", ""),
                    (ThreadInfo thread) ->
                        Math.max(0, threads.getThreadCpuTime(thread.getThreadId())),
                    Long::sum,
                    TreeMap::new));
    return new ThreadTimes(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime(),
        times);
  }

  /** Nanoseconds of these threads since then. */
  long since(ThreadTimes then, String name) {
    return threads.getOrDefault(name, 0L) - then.threads().getOrDefault(name, 0L);
  }

  /** Nanoseconds of the whole process since then. */
  long since(ThreadTimes then) {
    return process - then.process();
  }
}
