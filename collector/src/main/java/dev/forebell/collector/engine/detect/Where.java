package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which attributes are meant.
 *
 * @param pinned must be there with just this value; not part of a condition's subject
 * @param patterns further attributes and what their values may be; part of the subject
 */
public record Where(Attributes pinned, SortedMap<String, ValuePattern> patterns) {
  /** Any attributes. */
  public static final Where ANY = new Where(Attributes.NONE, new TreeMap<>());

  public Where {
    patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
  }

  /** Only exact values. */
  public static Where exactly(Attributes pinned) {
    return new Where(pinned, new TreeMap<>());
  }

  /** Whether these are meant. */
  public boolean matches(Attributes attributes) {
    if (!attributes.matches(pinned)) {
      return false;
    }
    for (Map.Entry<String, ValuePattern> entry : patterns.entrySet()) {
      if (!entry.getValue().accepts(attributes.get(entry.getKey()).orElse(""))) {
        return false;
      }
    }
    return true;
  }
}
