package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A duty rota.
 *
 * @param zone whose wall clock its layers follow
 * @param layers a later one stands before the earlier ones wherever it counts
 * @param substitutions stand before all layers, a later one before the earlier ones
 */
public record Rota(String id, ZoneId zone, List<Layer> layers, List<Substitution> substitutions) {
  public Rota {
    layers = List.copyOf(layers);
    substitutions = List.copyOf(substitutions);
  }

  /** A stretch {@code [from, to)} with the contact on duty; empty: nobody. */
  public record Shift(Instant from, Instant to, Optional<String> who) {}

  /** Id of the contact on duty; empty: nobody is. */
  public Optional<String> onDuty(Instant at) {
    Optional<String> substitute =
        substitutions.reversed().stream()
            .filter(one -> one.holds(at))
            .map(Substitution::who)
            .findFirst();
    return substitute.or(
        () ->
            layers.reversed().stream()
                .flatMap(layer -> layer.onDuty(at, zone).stream())
                .findFirst());
  }

  /** Who is on duty when, without gaps, in {@code [from, to)}; neighbours differ. */
  public List<Shift> shifts(Instant from, Instant to) {
    List<Shift> shifts = new ArrayList<>();
    Instant at = from;
    while (at.isBefore(to)) {
      Optional<String> who = onDuty(at);
      Instant end = changeAfter(at).filter(to::isAfter).orElse(to);
      Instant begin = at;
      if (!shifts.isEmpty() && shifts.getLast().who().equals(who)) {
        begin = shifts.removeLast().from();
      }
      shifts.add(new Shift(begin, end, who));
      at = end;
    }
    return shifts;
  }

  /** When the answer may next change; empty: never. */
  Optional<Instant> changeAfter(Instant at) {
    Stream<Instant> swaps =
        substitutions.stream().flatMap(one -> Stream.of(one.from(), one.to())).filter(at::isBefore);
    return Stream.concat(swaps, layers.stream().flatMap(layer -> layer.changes(at, zone)))
        .min(Instant::compareTo);
  }
}
