package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.IncidentKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** When each condition was bad, by the log; a condition is named by its host, rule and subject. */
final class BadTimes {
  /** A stretch in which a condition was bad; {@code to} empty: it still is. */
  record Stretch(Instant from, Optional<Instant> to) {}

  private final SortedMap<String, List<Stretch>> byCondition = new TreeMap<>();

  /** Host, rule and subject. */
  static String name(IncidentKey key) {
    return key.host().map(Object::toString).orElse("-") + " " + key.rule() + " " + key.subject();
  }

  /** It is bad from then on. */
  void begin(String condition, Instant from) {
    List<Stretch> stretches = byCondition.computeIfAbsent(condition, _ -> new ArrayList<>());
    end(condition, from);
    stretches.add(new Stretch(from, Optional.empty()));
  }

  /** A stretch that became known late. */
  void told(String condition, Instant from, Optional<Instant> to) {
    byCondition.computeIfAbsent(condition, _ -> new ArrayList<>()).addFirst(new Stretch(from, to));
  }

  /** It is bad no more, if it was. */
  void end(String condition, Instant to) {
    List<Stretch> stretches = byCondition.getOrDefault(condition, List.of());
    if (!stretches.isEmpty() && stretches.getLast().to().isEmpty()) {
      stretches.add(new Stretch(stretches.removeLast().from(), Optional.of(to)));
    }
  }

  /** Conditions whose name starts so. */
  SortedMap<String, List<Stretch>> like(String prefix) {
    return byCondition.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  /** Whether a condition whose name starts so was bad in a time. */
  boolean wasBad(String prefix, Instant begin, Instant end) {
    return like(prefix).values().stream()
        .flatMap(List::stream)
        .anyMatch(
            one -> one.from().isBefore(end) && one.to().filter(to -> to.isBefore(begin)).isEmpty());
  }

  /** Whether a condition whose name starts so is bad by the log as it stands. */
  boolean isBad(String prefix) {
    return like(prefix).values().stream().flatMap(List::stream).anyMatch(one -> one.to().isEmpty());
  }
}
