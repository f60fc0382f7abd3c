package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The newest value of each companion quantity of a host, in key order. Nearly every batch changes
 * all of them and none of their names: so it is a few arrays of which the next one makes anew only
 * what differs, not a map. Never changed once it is made.
 */
final class Companions {
  static final Companions NONE =
      new Companions(
          new CompanionKey[0], new SeriesKey[0], new Instant[0], new double[0], new double[0]);

  /** Stands where nothing can be said yet; what is judged is a finite number. */
  private static final double NOTHING = Double.NaN;

  /**
   * A companion quantity as last measured.
   *
   * @param raw newest reading
   * @param judged what levels compare: the reading or its rate; empty: nothing can be said yet
   */
  record Companion(SeriesKey series, Point raw, Optional<Point> judged) {}

  private final CompanionKey[] keys;
  private final SeriesKey[] series;
  private final Instant[] at;
  private final double[] raw;
  private final double[] judged;

  private Companions(
      CompanionKey[] keys, SeriesKey[] series, Instant[] at, double[] raw, double[] judged) {
    this.keys = keys;
    this.series = series;
    this.at = at;
    this.raw = raw;
    this.judged = judged;
  }

  int size() {
    return keys.length;
  }

  Optional<Companion> get(CompanionKey key) {
    int place = Arrays.binarySearch(keys, key);
    return place < 0 ? Optional.empty() : Optional.of(at(place));
  }

  private Companion at(int place) {
    Optional<Point> number =
        Double.isNaN(judged[place])
            ? Optional.empty()
            : Optional.of(new Point(at[place], judged[place]));
    return new Companion(series[place], new Point(at[place], raw[place]), number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Companions companions
        && Arrays.equals(keys, companions.keys)
        && Arrays.equals(series, companions.series)
        && Arrays.equals(at, companions.at)
        && Arrays.equals(raw, companions.raw)
        && Arrays.equals(judged, companions.judged);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(raw);
  }

  private NavigableMap<CompanionKey, Companion> asMap() {
    NavigableMap<CompanionKey, Companion> map = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], at(i));
    }
    return map;
  }

  private static Companions of(SortedMap<CompanionKey, Companion> map) {
    List<Companion> all = List.copyOf(map.values());
    return new Companions(
        map.keySet().toArray(CompanionKey[]::new),
        all.stream().map(Companion::series).toArray(SeriesKey[]::new),
        all.stream().map(one -> one.raw().at()).toArray(Instant[]::new),
        all.stream().mapToDouble(one -> one.raw().value()).toArray(),
        all.stream().mapToDouble(one -> number(one.judged())).toArray());
  }

  private static double number(Optional<Point> judged) {
    return judged.map(Point::value).orElse(NOTHING);
  }

  /** What a batch makes of them. For one batch. */
  static final class Next {
    private final Companions before;
    private final SortedMap<CompanionKey, Companion> added = new TreeMap<>();
    private final Set<CompanionKey> gone = new TreeSet<>();
    private Companions now;

    // A batch brings its series in order, so the next one asked for is mostly the next one here.
    private int expected;

    Next(Companions before) {
      this.before = before;
      this.now = before;
    }

    Optional<Companion> get(CompanionKey key) {
      if (gone.contains(key)) {
        return Optional.empty();
      }
      int place = place(key);
      return place < 0 ? Optional.ofNullable(added.get(key)) : Optional.of(now.at(place));
    }

    /** Where it stands in the arrays; negative: nowhere. */
    private int place(CompanionKey key) {
      if (expected < now.keys.length && now.keys[expected].equals(key)) {
        return expected;
      }
      return Arrays.binarySearch(now.keys, key);
    }

    void put(CompanionKey key, Companion companion) {
      gone.remove(key);
      int place = place(key);
      expected = Math.max(place, expected) + 1;
      if (place < 0) {
        added.put(key, companion);
      } else {
        own().set(place, companion);
      }
    }

    void remove(CompanionKey key) {
      added.remove(key);
      if (place(key) >= 0) {
        gone.add(key);
      }
    }

    /** From the first change on the values are ours; the names stay shared. */
    @SuppressWarnings("ReferenceEquality") // still the ones from before, or our own copy
    private Companions own() {
      if (now == before) {
        now =
            new Companions(
                before.keys,
                before.series.clone(),
                before.at.clone(),
                before.raw.clone(),
                before.judged.clone());
      }
      return now;
    }

    /** What is left without what is too old to be of use; the very same if nothing changed. */
    @SuppressWarnings("ReferenceEquality") // untouched, or our own copy
    Companions finish(Cadence cadence, Instant sampledAt) {
      boolean aged = now != before && now.isAnyTooOld(cadence, sampledAt);
      if (added.isEmpty() && gone.isEmpty() && !aged) {
        return now;
      }
      NavigableMap<CompanionKey, Companion> all = now.asMap();
      all.keySet().removeAll(gone);
      all.putAll(added);
      all.values().removeIf(one -> cadence.isGap(one.raw().at(), sampledAt));
      return of(all);
    }
  }

  private void set(int place, Companion companion) {
    series[place] = companion.series();
    at[place] = companion.raw().at();
    raw[place] = companion.raw().value();
    judged[place] = number(companion.judged());
  }

  private boolean isAnyTooOld(Cadence cadence, Instant sampledAt) {
    return Arrays.stream(at).anyMatch(one -> cadence.isGap(one, sampledAt));
  }
}
