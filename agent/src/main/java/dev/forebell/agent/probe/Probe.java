package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Reads one kind of thing from the operating system. Holds what is dear to create. Asked by one
 * thread at a time; who asks takes care of time-outs and counts cost and failures.
 */
public interface Probe {
  /** Short name in reports and in {@code probe.name}, such as {@code cpu}. */
  String name();

  /** How dear an answer is. */
  default CostClass cost() {
    return CostClass.LOW;
  }

  /**
   * Whether an answer may take long for reasons outside of this host's kernel: a server that is
   * away, a program that hangs. Such a probe is asked in a thread of its own from the start.
   */
  default boolean mayBlock() {
    return cost() == CostClass.HIGH;
  }

  /** How often it is worth asking; zero: at every sample. In between the last answer stands. */
  default Duration interval() {
    return Duration.ZERO;
  }

  /**
   * After this time the answer counts as lost, and the probe is not asked again until it is back.
   */
  default Duration timeout() {
    return Duration.ofSeconds(2);
  }

  /** Series that are unavailable, and not merely missing, if the probe never answered at all. */
  default List<SeriesKey> promised() {
    return List.of();
  }

  /**
   * What the system holds now. Single values that cannot be had are 'unavailable' with their cause.
   *
   * @throws IOException if nothing can be said at all
   */
  List<Sample> read() throws IOException;
}
