package dev.forebell.collector.app.simulation;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** I1, I2 and I10: what was acknowledged is on disk, has had its effect once, and has no hole. */
final class BatchJudge {
  /** Clocks are corrected by what came over slow links. */
  private static final int CLOCKS = 6;

  private static final int GAP = 30;

  /** What comes later than two and a half intervals completes the evidence and alarms nobody. */
  private static final int LATE = 24;

  private static final class Sequence {
    final TreeMap<Long, Instant> arrived = new TreeMap<>();
    final TreeMap<Long, Instant> kept = new TreeMap<>();
    final SortedSet<Long> declared = new TreeSet<>();
    final TreeMap<Long, Instant> bad = new TreeMap<>();
    long acked;
  }

  private record Key(HostId host, Lane lane, long epoch) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::host).thenComparing(Key::lane).thenComparingLong(Key::epoch);

    private String text() {
      return host + " " + lane + " " + epoch;
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final World world;
  private final IncidentJudge incidents;
  private final Consumer<String> accuse;
  private final SortedMap<HostId, TreeSet<Instant>> between = new TreeMap<>();
  private final SortedMap<Key, Sequence> sequences = new TreeMap<>();

  BatchJudge(World world, IncidentJudge incidents, Consumer<String> accuse) {
    this.world = world;
    this.incidents = incidents;
    this.accuse = accuse;
  }

  private Sequence of(Agent agent, Lane lane, long epoch) {
    return sequences.computeIfAbsent(
        new Key(agent.identity().host(), lane, epoch), _ -> new Sequence());
  }

  void measured(Agent agent, SampleBatch batch) {
    boolean bad = batch.samples().stream().anyMatch(BatchJudge::isExhausted);
    if (batch.samples().stream().anyMatch(BatchJudge::isBetween)) {
      between.computeIfAbsent(agent.identity().host(), _ -> new TreeSet<>()).add(world.trueTime());
    }
    if (bad) {
      of(agent, batch.lane(), batch.epoch()).bad.put(batch.sequence(), world.trueTime());
    }
  }

  /** What is called good was measured good, not only no more bad. */
  void restored(HostId host, Instant at) {
    boolean clocksAreRight =
        world.plan().of(Fault.Kind.AGENT_CLOCK).isEmpty()
            && world.plan().of(Fault.Kind.CLOCK_STEP).isEmpty()
            && world.plan().of(Fault.Kind.SLOW_LINK).isEmpty()
            && world.plan().of(Fault.Kind.PAUSE).isEmpty()
            && world.plan().of(Fault.Kind.SUSPEND).isEmpty();
    if (clocksAreRight
        && between
                .getOrDefault(host, new TreeSet<>())
                .subSet(at.minusSeconds(2), at.plusSeconds(2))
                .size()
            > 0) {
      accuse.accept("a value in the band of " + host + " was taken for good at " + at);
    }
  }

  private static boolean isBetween(Sample sample) {
    return sample.series().equals(Vitals.SMALL_DISK)
        && sample.reading() instanceof Reading.Value(double value)
        && value == Vitals.BETWEEN;
  }

  private static boolean isExhausted(Sample sample) {
    return sample.series().equals(Vitals.SMALL_DISK)
        && sample.reading() instanceof Reading.Value(double value)
        && value >= Vitals.EXHAUSTED;
  }

  void arrived(Agent agent, SampleBatch batch) {
    of(agent, batch.lane(), batch.epoch()).arrived.putIfAbsent(batch.sequence(), world.trueTime());
  }

  void declared(Agent agent, Frame.Gap gap) {
    Sequence sequence = of(agent, gap.lane(), gap.epoch());
    for (long i = gap.from(); i <= gap.to(); i++) {
      sequence.declared.add(i);
    }
  }

  void ackSent(Agent agent, Frame.Ack ack) {
    long onDisk =
        world.collector().memory().markOf(agent.identity().host(), ack.lane(), ack.epoch());
    if (ack.sequence() > onDisk) {
      accuse.accept(
          "I1 "
              + agent.identity().host()
              + " was told that "
              + ack.sequence()
              + " is kept, on disk is "
              + onDisk);
    }
    Sequence sequence = of(agent, ack.lane(), ack.epoch());
    long before = sequence.kept.isEmpty() ? 0 : sequence.kept.lastKey();
    if (ack.sequence() > before) {
      sequence
          .arrived
          .subMap(before, false, ack.sequence(), true)
          .keySet()
          .forEach(one -> sequence.kept.put(one, world.trueTime()));
    }
  }

  void acked(Agent agent, Frame.Ack ack) {
    Sequence sequence = of(agent, ack.lane(), ack.epoch());
    sequence.acked = Math.max(sequence.acked, ack.sequence());
  }

  /** Every sample that alone opens an incident, once acknowledged, is in the log. */
  void badSamplesWereTold() {
    sequences.forEach(
        (key, sequence) -> {
          boolean owed =
              key.lane() == Lane.LIVE
                  && world.plan().of(Fault.Kind.AGENT_CLOCK).isEmpty()
                  && world.plan().of(Fault.Kind.CLOCK_STEP).isEmpty()
                  && world.plan().of(Fault.Kind.SUSPEND).isEmpty()
                  && !incidents.byHand(key.host().value());
          if (owed) {
            sequence.bad.headMap(sequence.acked, true).entrySet().stream()
                .filter(one -> sequence.arrived.containsKey(one.getKey()))
                .filter(one -> isConfigured(one.getValue()))
                .filter(
                    one ->
                        sequence
                            .arrived
                            .get(one.getKey())
                            .isBefore(one.getValue().plusSeconds(LATE)))
                .filter(one -> !isTold(key.host(), sequence, one.getKey(), one.getValue()))
                .map(Map.Entry::getValue)
                .forEach(
                    at ->
                        accuse.accept(
                            "I1 a bad sample of "
                                + key.host()
                                + " at "
                                + at
                                + " was acknowledged and is in no incident"));
          }
        });
  }

  private boolean isConfigured(Instant at) {
    double second = Duration.between(world.plan().start(), at).toMillis() / 1000.0;
    return world.plan().of(Fault.Kind.RELOAD).stream()
        .noneMatch(fault -> fault.at() - 700 < second && second < fault.end() + GAP);
  }

  /** A relapse has the time at which its sample was judged: after it came, before its ack. */
  private boolean isTold(HostId host, Sequence sequence, long number, Instant at) {
    Instant arrivedAt = sequence.arrived.getOrDefault(number, at);
    Instant keptAt = sequence.kept.getOrDefault(number, arrivedAt);
    return incidents.bad().like(host + " disk-exhausted").values().stream()
        .flatMap(List::stream)
        .anyMatch(
            bad ->
                within(bad.from(), arrivedAt, keptAt)
                    || (!bad.from().isAfter(at.plusSeconds(CLOCKS))
                        && bad.to().filter(to -> to.isBefore(at.minusSeconds(CLOCKS))).isEmpty()));
  }

  private static boolean within(Instant from, Instant arrivedAt, Instant keptAt) {
    return !from.isBefore(arrivedAt.minusSeconds(CLOCKS))
        && !from.isAfter(keptAt.plusSeconds(CLOCKS));
  }

  /** What the collector counts as had, it had, or was told that it will never have it. */
  void gapsAreHonest() {
    sequences.forEach(
        (key, sequence) -> {
          long mark = world.collector().memory().markOf(key.host(), key.lane(), key.epoch());
          for (long i = 1; i <= mark; i++) {
            if (!sequence.arrived.containsKey(i) && !sequence.declared.contains(i)) {
              accuse.accept("I10 " + key.text() + ": " + i + " never came and is no declared gap");
              return;
            }
          }
        });
  }
}
