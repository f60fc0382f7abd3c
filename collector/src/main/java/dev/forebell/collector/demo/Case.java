package dev.forebell.collector.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One case of the demo desk.
 *
 * @param id the desk's key: 17 hexadecimal digits
 * @param number what people call it, from 1
 * @param fields as last received, by name
 * @param changes newest last, at most {@link #MOST_CHANGES}
 */
record Case(
    String id,
    long number,
    Instant createdAt,
    SortedMap<String, Object> fields,
    List<Note> changes) {
  /** Older changes beyond these go. */
  static final int MOST_CHANGES = 50;

  Case {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    changes = List.copyOf(changes);
  }

  /** One request that reached the case. */
  record Note(Instant at, String method, String text) {}

  /** The case after another request. */
  Case with(SortedMap<String, Object> newer, Note note) {
    TreeMap<String, Object> merged = new TreeMap<>(fields);
    merged.putAll(newer);
    List<Note> all = new ArrayList<>(changes);
    all.add(note);
    return new Case(
        id,
        number,
        createdAt,
        merged,
        all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size()));
  }

  /** A field as text; empty where it is missing. */
  String text(String field) {
    return fields.containsKey(field) ? fields.get(field).toString() : "";
  }

  /** When it last changed. */
  Instant modifiedAt() {
    return changes.isEmpty() ? createdAt : changes.getLast().at();
  }
}
