package dev.forebell.collector.app;

import dev.forebell.collector.config.CollectorConfig;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.RuleSet;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.SessionTerms;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What an agent is welcomed with: its pace, and from where it sends. Any thread. */
final class LiveTerms {
  /** Batches of history that all agents together send a second: a fifth of what ingest takes. */
  private static final int BACKFILL_PER_SECOND = 4_000;

  private static final long FASTEST_MILLIS = 20;
  private static final long SLOWEST_MILLIS = 5_000;

  private final Supplier<LaneProgress> progress;
  private final Map<HostId, HostProfile> profiles = new ConcurrentHashMap<>();

  /** By the rules, which many hosts share: all of a fleet may say hello at once. */
  private final Map<Pace, Long> refills = new ConcurrentHashMap<>();

  private volatile CollectorConfig settings = CollectorConfig.DEFAULT;

  LiveTerms(Supplier<LaneProgress> progress) {
    this.progress = progress;
  }

  private record Pace(RuleSet rules, Duration interval) {
    /** The set is one object for all hosts that have it. */
    @Override
    public int hashCode() {
      return System.identityHashCode(rules);
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Pace pace && pace.rules == rules && pace.interval.equals(interval);
    }
  }

  /**
   * Welcomes to other terms from now on.
   *
   * @return hosts known before that are asked for another interval or heartbeat now
   */
  List<HostId> configured(Configuration configuration) {
    settings = configuration.collector();
    refills.clear();
    List<HostId> changed = new ArrayList<>();
    HostProfiles.of(configuration)
        .forEach(
            (host, profile) ->
                Optional.ofNullable(profiles.put(host, profile))
                    .filter(before -> !isAskedAlike(before, profile))
                    .ifPresent(_ -> changed.add(host)));
    return changed;
  }

  private static boolean isAskedAlike(HostProfile one, HostProfile other) {
    return one.interval().equals(other.interval()) && one.heartbeat().equals(other.heartbeat());
  }

  SessionTerms of(AgentIdentity agent, Frame.Hello hello) {
    Optional<HostProfile> profile = Optional.ofNullable(profiles.get(agent.host()));
    long refill = profile.map(this::refill).orElse(0L);
    List<Frame.ReplayFrom> from =
        hello.lanes().stream().map(lane -> replay(agent.host(), lane, refill)).toList();
    return new SessionTerms(
        from,
        settings.heartbeatOf(agent.kind()),
        settings.retain(),
        profile.map(HostProfile::interval).orElseGet(() -> settings.intervalOf(agent.kind())),
        backfillPace(profiles.size()));
  }

  private long refill(HostProfile profile) {
    return refills.computeIfAbsent(
        new Pace(profile.ruleSet(), profile.interval()), _ -> LaneProgress.refillBatches(profile));
  }

  /** After an outage all hosts together send what was missed at a rate that live data can share. */
  static Duration backfillPace(int hosts) {
    return Duration.ofMillis(
        Math.clamp(1_000L * hosts / BACKFILL_PER_SECOND, FASTEST_MILLIS, SLOWEST_MILLIS));
  }

  private Frame.ReplayFrom replay(HostId host, Frame.LaneState lane, long refill) {
    long again = lane.lane() == Lane.LIVE ? refill : 0;
    long from = progress.get().replayFrom(host, lane.lane(), lane.epoch(), lane.firstHeld(), again);
    return new Frame.ReplayFrom(lane.lane(), lane.epoch(), from);
  }
}
