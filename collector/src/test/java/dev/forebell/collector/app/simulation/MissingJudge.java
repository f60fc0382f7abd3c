package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A series is missing when the batches that come lack it, and only then: a silent host misses
 * nothing.
 */
final class MissingJudge {
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final Duration CLOCKS = Duration.ofSeconds(6);
  private static final Duration GAP = Duration.ofSeconds(26);
  private static final Duration SURELY = Duration.ofSeconds(60);
  private static final List<Fault.Kind> CLOCK_FAULTS =
      List.of(
          Fault.Kind.AGENT_CLOCK,
          Fault.Kind.CLOCK_STEP,
          Fault.Kind.SUSPEND,
          Fault.Kind.PAUSE,
          Fault.Kind.SLOW_LINK);

  private record Batch(boolean lacks, Instant arrived) {}

  private record Name(HostId host, long epoch, long sequence) {}

  private final World world;
  private final IncidentJudge incidents;
  private final Deafness deafness;
  private final Consumer<String> accuse;
  private final Map<Name, Instant> measured = new HashMap<>();
  private final SortedMap<HostId, TreeMap<Instant, Batch>> batches = new TreeMap<>();

  MissingJudge(World world, IncidentJudge incidents, Deafness deafness, Consumer<String> accuse) {
    this.world = world;
    this.incidents = incidents;
    this.deafness = deafness;
    this.accuse = accuse;
  }

  private static Name name(Agent agent, SampleBatch batch) {
    return new Name(agent.identity().host(), batch.epoch(), batch.sequence());
  }

  void measured(Agent agent, SampleBatch batch) {
    if (batch.lane() == Lane.LIVE) {
      measured.put(name(agent, batch), world.trueTime());
    }
  }

  void arrived(Agent agent, SampleBatch batch) {
    Optional.ofNullable(measured.get(name(agent, batch)))
        .filter(_ -> batch.lane() == Lane.LIVE)
        .ifPresent(
            at ->
                batches
                    .computeIfAbsent(agent.identity().host(), _ -> new TreeMap<>())
                    .putIfAbsent(at, new Batch(lacks(batch), world.trueTime())));
  }

  private static boolean lacks(SampleBatch batch) {
    return batch.samples().stream().map(Sample::series).noneMatch(Vitals.LOAD::equals);
  }

  private boolean clocksAreRight(HostId host) {
    return !world.isDisturbed(CLOCK_FAULTS, host);
  }

  /** A condition is told, kept back or listed. */
  void told(IncidentKey key, Finding finding) {
    if (finding.evidence() instanceof Evidence.Missing missing) {
      key.host().filter(this::clocksAreRight).ifPresent(host -> told(host, missing.since()));
    }
  }

  private void told(HostId host, Instant since) {
    TreeMap<Instant, Batch> all = batches.getOrDefault(host, new TreeMap<>());
    Instant last = since.minus(CLOCKS);
    for (Map.Entry<Instant, Batch> one : all.tailMap(since.minus(CLOCKS)).entrySet()) {
      boolean early = one.getKey().isBefore(since.plus(CLOCKS));
      if (!one.getValue().lacks() && early) {
        last = one.getKey();
        continue;
      }
      if (!one.getValue().lacks() || one.getKey().isAfter(last.plus(GAP))) {
        break;
      }
      last = one.getKey();
      if (!last.isBefore(since.plus(HELD).minus(CLOCKS))) {
        return;
      }
    }
    accuse.accept(host + " sent batches without its load for less than 30 s from " + since);
  }

  /** What was missing from batch to batch for long, while all listened, was told. */
  void whatWasMissingWasTold() {
    if (world.plan().of(Fault.Kind.RELOAD).isEmpty()) {
      batches.forEach(
          (host, all) -> {
            if (clocksAreRight(host)) {
              whatWasMissingWasTold(host, all);
            }
          });
    }
  }

  private void whatWasMissingWasTold(HostId host, Map<Instant, Batch> all) {
    Optional<Instant> from = Optional.empty();
    Instant last = Instant.MIN;
    for (Map.Entry<Instant, Batch> one : all.entrySet()) {
      boolean prompt = one.getValue().arrived().isBefore(one.getKey().plusSeconds(2));
      boolean goesOn = from.isPresent() && !one.getKey().isAfter(last.plusSeconds(22));
      if (!one.getValue().lacks() || !prompt) {
        from = Optional.empty();
      } else if (!goesOn) {
        from = Optional.of(one.getKey());
      } else if (Duration.between(from.orElseThrow(), one.getKey()).compareTo(SURELY) >= 0) {
        owed(host, from.orElseThrow(), one.getKey());
        from = Optional.empty();
      }
      last = one.getKey();
    }
  }

  private void owed(HostId host, Instant from, Instant to) {
    boolean listened = deafness.none(world.second(from) - 5, world.second(to) + 5);
    String condition = host + " load-missing";
    if (listened && !incidents.byHand(condition) && !incidents.bad().wasBad(condition, from, to)) {
      accuse.accept("nobody was told that " + host + " sent no load from " + from + " to " + to);
    }
  }
}
