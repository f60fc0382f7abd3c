package dev.forebell.common.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells series of one metric apart: attribute names (OpenTelemetry semantic conventions) to
 * values, in name order, so that equal attributes print, hash and iterate alike in every run.
 */
public final class Attributes implements Comparable<Attributes> {
  /** No attributes: a metric with a single series. */
  public static final Attributes NONE = new Attributes(new TreeMap<>());

  private final SortedMap<String, String> values;

  /** Written out once: series are compared and looked up far more often than they are made. */
  private final String text;

  /**
   * The last answer of {@link #without}, remembered as a text remembers its hash: it is asked for
   * the same names with every sample. Two threads at once compute it twice.
   */
  private Rest rest = Rest.NONE;

  private record Rest(Collection<String> names, Optional<Attributes> attributes) {
    private static final Rest NONE = new Rest(List.of(), Optional.empty());
  }

  public Attributes(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    this.text = text(this.values);
  }

  public SortedMap<String, String> values() {
    return values;
  }

  /** From alternating names and values. */
  public static Attributes of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values must alternate: " + namesAndValues.length + " given");
    }
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Attributes(map);
  }

  /** From any map; its order does not matter. */
  public static Attributes of(Map<String, String> values) {
    return new Attributes(new TreeMap<>(values));
  }

  /**
   * The inverse of {@link #toString}.
   *
   * @throws IllegalArgumentException if a part has no '='
   */
  public static Attributes parse(String text) {
    TreeMap<String, String> map = new TreeMap<>();
    StringBuilder part = new StringBuilder();
    Optional<String> name = Optional.empty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '=' && name.isEmpty()) {
        name = Optional.of(part.toString());
        part.setLength(0);
      } else if (c == ',') {
        map.put(named(name, text), part.toString());
        name = Optional.empty();
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (!text.isEmpty()) {
      map.put(named(name, text), part.toString());
    }
    return new Attributes(map);
  }

  private static String named(Optional<String> name, String text) {
    return name.orElseThrow(() -> new IllegalArgumentException("no '=' in a part of " + text));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** These attributes without the named ones. */
  @SuppressWarnings("ReferenceEquality") // the same names, or just computed again
  public Attributes without(Collection<String> names) {
    Rest known = rest;
    if (known.names == names && known.attributes.isPresent()) {
      return known.attributes.orElseThrow();
    }
    Attributes without = remaining(names);
    rest = new Rest(names, Optional.of(without));
    return without;
  }

  private Attributes remaining(Collection<String> names) {
    if (names.stream().noneMatch(name -> values.containsKey(name))) {
      return this;
    }
    TreeMap<String, String> rest = new TreeMap<>(values);
    names.forEach(rest::remove);
    return new Attributes(rest);
  }

  /** These attributes and {@code more}, whose values win. */
  public Attributes with(Attributes more) {
    TreeMap<String, String> all = new TreeMap<>(values);
    all.putAll(more.values);
    return new Attributes(all);
  }

  /** Whether every attribute of {@code selector} is here with the same value. */
  public boolean matches(Attributes selector) {
    // Asked for every sample of a metric with a rule: no stream.
    for (Map.Entry<String, String> wanted : selector.values.entrySet()) {
      if (!wanted.getValue().equals(values.get(wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code name=value,name=value} in name order; empty for none. Backslash escapes ',', '=' and
   * itself.
   */
  @Override
  public String toString() {
    return text;
  }

  /** Equal attributes are written alike, others are not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes attributes && attributes.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private static String text(SortedMap<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (!text.isEmpty()) {
            text.append(',');
          }
          escape(text, name);
          text.append('=');
          escape(text, value);
        });
    return text.toString();
  }

  private static void escape(StringBuilder text, String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == ',' || c == '=' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
  }

  @Override
  public int compareTo(Attributes other) {
    return text.compareTo(other.text);
  }
}
