package dev.forebell.collector.intake;

import dev.forebell.common.model.Pure;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of a series: a handful of pairs, which nobody changes, equal in whatever order they
 * came. Millions of them come in a minute, so they are one array that knows its hash.
 */
@Pure
final class Labels {
  private static final int FEW = 16;

  private final String[] pairs;
  private final int hash;

  private Labels(String... pairs) {
    this.pairs = pairs;
    int sum = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      sum += pairs[i].hashCode() ^ pairs[i + 1].hashCode();
    }
    this.hash = sum;
  }

  /** Labels in the making. */
  static final class Builder {
    private String[] pairs = new String[FEW];
    private int length;

    int size() {
      return length / 2;
    }

    /** A name for the second time replaces what it said first. */
    void put(String name, String value) {
      int known = find(pairs, length, name);
      if (known >= 0) {
        pairs[known + 1] = value;
        return;
      }
      if (length == pairs.length) {
        pairs = Arrays.copyOf(pairs, length * 2);
      }
      pairs[length] = name;
      pairs[length + 1] = value;
      length += 2;
    }

    Labels build() {
      return new Labels(Arrays.copyOf(pairs, length));
    }
  }

  static Labels of(Map<String, String> all) {
    Builder labels = new Builder();
    all.forEach(labels::put);
    return labels.build();
  }

  /** All but those of these names. */
  Labels without(Collection<String> names) {
    String[] rest = new String[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (!names.contains(pairs[i])) {
        rest[length] = pairs[i];
        rest[length + 1] = pairs[i + 1];
        length += 2;
      }
    }
    return new Labels(Arrays.copyOf(rest, length));
  }

  /** A label's value; empty if it is not there, which to Prometheus is the same. */
  String get(String name) {
    int place = find(pairs, pairs.length, name);
    return place < 0 ? "" : pairs[place + 1];
  }

  /** By name, as a map of its own. */
  SortedMap<String, String> sorted() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static int find(String[] pairs, int length, String name) {
    for (int i = 0; i < length; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private boolean has(String name, String value) {
    int place = find(pairs, pairs.length, name);
    return place >= 0 && pairs[place + 1].equals(value);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Labels labels)
        || labels.hash != hash
        || labels.pairs.length != pairs.length) {
      return false;
    }
    for (int i = 0; i < pairs.length; i += 2) {
      if (!labels.has(pairs[i], pairs[i + 1])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return sorted().toString();
  }
}
