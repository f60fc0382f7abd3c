package dev.forebell.collector.app.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a simulation came to.
 *
 * @param connected how long it took until everybody was welcomed
 * @param measured how long was measured after that, and after a warm-up
 * @param samples sent in that time
 * @param bytes of their frames, before WebSocket and TLS
 * @param losses connections that ended in that time
 * @param cpu processor time of the collector in that time
 * @param memory of the collector at the end, bytes; empty: the system does not tell
 * @param acks half, 99 % and all of the batches were acknowledged after so long
 * @param pause the longest for which an event loop of the fleet itself stood, joining included
 * @param effects of each mishap, in order
 * @param opened incidents by rule
 * @param unexpected incidents of hosts and sites that nothing had befallen
 */
public record SimulationResult(
    Duration connected,
    Duration measured,
    long samples,
    long bytes,
    long losses,
    Duration cpu,
    Optional<Long> memory,
    Quantiles acks,
    Duration pause,
    List<Effect> effects,
    SortedMap<String, Integer> opened,
    int unexpected) {
  // Agents whose loop stands for longer may be called silent, and are.
  private static final Duration HARMLESS_PAUSE = Duration.ofSeconds(2);

  /** Half, 99 % and all were not longer. */
  public record Quantiles(Duration half, Duration most, Duration all) {
    static Quantiles of(Delays delays) {
      return new Quantiles(delays.at(0.5), delays.at(0.99), delays.at(1));
    }
  }

  /**
   * What one mishap did.
   *
   * @param what in words of the script
   * @param hosts how many it befell
   * @param expect the rule that should speak, if the script says so
   * @param reported of how many of them an incident was opened (of that rule, if one is expected)
   * @param announced of how many of these a webhook came
   * @param incident from the mishap to the incident
   * @param webhook from the mishap to the webhook at the desk
   * @param back for a storm: until everybody was streaming again
   */
  public record Effect(
      String what,
      int hosts,
      Optional<String> expect,
      int reported,
      int announced,
      Quantiles incident,
      Quantiles webhook,
      Optional<Duration> back) {
    /** Whether the webhook of all that was reported came. */
    boolean isAnnounced() {
      return announced == reported;
    }

    /** Whether what was expected came, for every host. */
    public boolean asExpected() {
      return expect.isEmpty() || reported == hosts;
    }
  }

  public SimulationResult {
    effects = List.copyOf(effects);
    opened = new TreeMap<>(opened);
  }

  /** Processor time of the collector per million samples; zero if none came. */
  public Duration cpuPerMillion() {
    return samples == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (cpu.toNanos() * (1e6 / samples)));
  }

  /**
   * Whether the machine was too small for the fleet: agents fell silent that nothing had befallen.
   */
  public boolean isOverloaded() {
    return pause.compareTo(HARMLESS_PAUSE) > 0;
  }

  /** Whether everything expected came and nothing else did. */
  public boolean asExpected() {
    return unexpected == 0 && effects.stream().allMatch(Effect::asExpected);
  }
}
