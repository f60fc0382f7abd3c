package dev.forebell.collector.intake;

import dev.forebell.common.model.Pure;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What an exporter said of one host at one time, under its own names. One thread. */
@Pure
final class RawValues {
  private final long millis;
  private final Map<String, Map<Labels, Raw>> byName = new HashMap<>();
  private int size;

  /**
   * Nothing yet.
   *
   * @param millis its time since 1970
   */
  RawValues(long millis) {
    this.millis = millis;
  }

  /** A value and the labels that tell it from its siblings. */
  record Raw(Labels labels, double value) {
    String label(String name) {
      return labels.get(name);
    }
  }

  long millis() {
    return millis;
  }

  int size() {
    return size;
  }

  /** Takes a value over; the same series a second time replaces the first. */
  void put(String name, Labels labels, double value) {
    Map<Labels, Raw> siblings = byName.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    size += siblings.put(labels, new Raw(labels, value)) == null ? 1 : 0;
  }

  /** The same without what has another name, when nothing more is put into it. */
  RawValues only(Predicate<String> names) {
    RawValues some = new RawValues(millis);
    byName.forEach(
        (name, siblings) -> {
          if (names.test(name)) {
            // Shared: nothing is put into either any more.
            some.byName.put(name, siblings);
            some.size += siblings.size();
          }
        });
    return some;
  }

  Collection<Raw> all(String name) {
    return Optional.ofNullable(byName.get(name)).map(Map::values).orElse(List.of());
  }

  /** The only value of a name, or the first. */
  OptionalDouble one(String name) {
    return all(name).stream().mapToDouble(Raw::value).findFirst();
  }

  /** The value of the series with the same labels as another's. */
  OptionalDouble beside(String name, Raw other) {
    return Optional.ofNullable(byName.get(name))
        .map(siblings -> siblings.get(other.labels()))
        .map(raw -> OptionalDouble.of(raw.value()))
        .orElse(OptionalDouble.empty());
  }

  /** The sum over all that pass; empty: none does. */
  OptionalDouble sum(String name, Predicate<Raw> which) {
    List<Raw> chosen = all(name).stream().filter(which).toList();
    return chosen.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(chosen.stream().mapToDouble(Raw::value).sum());
  }

  /** How many values a label has. */
  long distinct(String name, String label) {
    return all(name).stream().map(raw -> raw.label(label)).distinct().count();
  }
}
