package dev.forebell.collector.demo;

import dev.forebell.collector.demo.Case.Note;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The desk's cases, newest first; in memory and bounded. Confined to the server's event loop. */
final class CaseBook {
  /** Older cases beyond these go. */
  static final int MOST_CASES = 500;

  private final TreeMap<Long, Case> cases = new TreeMap<>();
  private final Map<String, Long> numbers = new HashMap<>(); // by the webhook id of the create
  private long lastNumber;

  /** A new case; the same webhook id again gives the case it made. */
  Case create(String webhookId, SortedMap<String, Object> fields, Instant at) {
    Optional<Case> earlier = byWebhookId(webhookId);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    long number = ++lastNumber;
    String id = String.format(Locale.ROOT, "%017x", number * 0x9E3779B97F4A7L);
    Case made = new Case(id, number, at, fields, List.of(new Note(at, "POST", describe(fields))));
    cases.put(number, made);
    if (!webhookId.isEmpty()) {
      numbers.put(webhookId, number);
    }
    if (cases.size() > MOST_CASES) {
      long oldest = cases.pollFirstEntry().getKey();
      numbers.values().removeIf(known -> known == oldest);
    }
    return made;
  }

  private Optional<Case> byWebhookId(String webhookId) {
    return Optional.ofNullable(numbers.get(webhookId))
        .flatMap(number -> Optional.ofNullable(cases.get(number)));
  }

  Optional<Case> change(String id, SortedMap<String, Object> fields, Instant at) {
    return find(id)
        .map(
            known -> {
              Case changed = known.with(fields, new Note(at, "PUT", describe(fields)));
              cases.put(changed.number(), changed);
              return changed;
            });
  }

  Optional<Case> find(String id) {
    return cases.values().stream().filter(known -> known.id().equals(id)).findFirst();
  }

  /** Newest first. */
  List<Case> all() {
    return List.copyOf(cases.descendingMap().values());
  }

  /** Cases whose field has this value, newest first. */
  List<Case> where(String field, String value) {
    return all().stream().filter(known -> known.text(field).equals(value)).toList();
  }

  private static String describe(SortedMap<String, Object> fields) {
    return Optional.ofNullable(fields.get("description"))
        .or(() -> Optional.ofNullable(fields.get("name")))
        .map(Object::toString)
        .orElse("");
  }
}
