package dev.forebell.collector.app.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happens in a run, all of it drawn from the seed: a swarm, so each seed has only some kinds
 * of faults, each as often as it happens to be.
 */
final class FaultPlan {
  /** Before the first fault everybody has arrived. */
  static final int FIRST = 60;

  /** Seeds from this one on have brief plans: more of them are run in the same time. */
  static final long BRIEF = 1000;

  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-11-17T01:10:00Z"),
          Instant.parse("2026-11-17T03:45:00Z"),
          Instant.parse("2026-11-20T09:10:00Z"),
          Instant.parse("2026-12-31T23:40:00Z"),
          // the nights in which Berlin's clocks change
          Instant.parse("2026-10-25T00:40:00Z"),
          Instant.parse("2026-03-29T00:40:00Z"));

  private final long seed;
  private final Instant start;
  private final int quietFrom;
  private final List<Fault> faults;
  private final Map<Fault.Kind, List<Fault>> byKind = new EnumMap<>(Fault.Kind.class);

  private FaultPlan(long seed, Instant start, int quietFrom, List<Fault> faults) {
    this.seed = seed;
    this.start = start;
    this.quietFrom = quietFrom;
    this.faults = List.copyOf(faults);
    faults.forEach(
        fault -> byKind.computeIfAbsent(fault.kind(), _ -> new ArrayList<>()).add(fault));
  }

  long seed() {
    return seed;
  }

  /** When it begins. */
  Instant start() {
    return start;
  }

  /** Second from which nothing goes wrong any more. */
  int quietFrom() {
    return quietFrom;
  }

  /** In order of time. */
  List<Fault> faults() {
    return faults;
  }

  static FaultPlan of(long seed) {
    Dice dice = new Dice(seed, "plan");
    boolean brief = seed >= BRIEF;
    int quietFrom = FIRST + (brief ? dice.between(100, 300) : dice.between(150, 750));
    double share = 0.1 + 0.5 * dice.unit();
    List<Fault> faults = new ArrayList<>();
    // What came later has dice of its own: older seeds stay what they were.
    Dice later = new Dice(seed, "plan, later");
    for (Fault.Kind kind : Fault.Kind.values()) {
      Dice own = kind.compareTo(Fault.Kind.COMMAND) > 0 ? later : dice;
      if (own.chance(share)) {
        int times = own.between(1, most(kind, brief));
        for (int i = 0; i < times; i++) {
          faults.add(fault(kind, quietFrom, own));
        }
      }
    }
    List<Fault> stories = Story.of(seed, quietFrom);
    if (!stories.isEmpty() && Story.alone(seed)) {
      faults.clear();
    }
    faults.addAll(stories);
    faults.sort(Comparator.comparingInt(Fault::at));
    return new FaultPlan(seed, dice.of(STARTS), quietFrom, faults);
  }

  private static int most(Fault.Kind kind, boolean brief) {
    boolean commands = kind == Fault.Kind.COMMAND;
    return brief ? commands ? 8 : 2 : commands ? 25 : 4;
  }

  private static Fault fault(Fault.Kind kind, int quietFrom, Dice dice) {
    int at = dice.between(FIRST, quietFrom - 1);
    int most = Math.max(kind.shortest, Math.min(kind.longest, quietFrom - at));
    return new Fault(
        kind, at, dice.between(kind.shortest, most), dice.below(1000), dice.below(1000));
  }

  /** The same without some of what happens. */
  FaultPlan with(List<Fault> fewer) {
    return new FaultPlan(seed, start, quietFrom, fewer);
  }

  /**
   * Whether one of these kinds of faults has begun by then.
   *
   * @param host whose; faults that are of no single host count for all
   */
  boolean begun(List<Fault.Kind> kinds, int host, double second) {
    return kinds.stream()
        .flatMap(kind -> of(kind).stream())
        .anyMatch(
            fault ->
                fault.at() <= second
                    && (!fault.kind().ofOneHost() || fault.target() % World.HOSTS == host));
  }

  /** Those of a kind. */
  List<Fault> of(Fault.Kind kind) {
    return byKind.getOrDefault(kind, List.of());
  }
}
