package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WakeQueueTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private final WakeQueue<String> queue = new WakeQueue<>();

  @Test
  void givesDueMachinesInOrderOfTimeThenName() {
    queue.set("c", Optional.of(T));
    queue.set("b", Optional.of(T));
    queue.set("a", Optional.of(T.plusSeconds(1)));
    assertEquals(List.of("b", "c"), takeDue(queue, T));
    assertEquals(List.of(), takeDue(queue, T));
    assertEquals(Optional.of(T.plusSeconds(1)), queue.earliest());
  }

  @Test
  void aNewTimeReplacesTheOldOne() {
    queue.set("a", Optional.of(T));
    queue.set("a", Optional.of(T.plusSeconds(5)));
    assertEquals(List.of(), takeDue(queue, T));
    queue.set("a", Optional.empty());
    assertEquals(Optional.empty(), queue.earliest());
  }

  @Test
  void aTimeThatIsPutOffAgainAndAgainComesWhenItWasLastWanted() {
    queue.set("beats", Optional.of(T.plusSeconds(3)));
    queue.set("other", Optional.of(T.plusSeconds(4)));
    queue.set("beats", Optional.of(T.plusSeconds(5)));
    queue.set("beats", Optional.of(T.plusSeconds(6)));

    assertEquals(Optional.of(T.plusSeconds(4)), queue.earliest());
    assertEquals(List.of("other"), takeDue(queue, T.plusSeconds(5)));
    assertEquals(Optional.of(T.plusSeconds(6)), queue.earliest());
    queue.set("beats", Optional.of(T.plusSeconds(1)));
    assertEquals(List.of("beats"), takeDue(queue, T.plusSeconds(1)));
    assertEquals(Optional.empty(), queue.earliest());
  }

  /** Against a queue that is written out plainly. */
  @Property(tries = 300)
  void itAnswersAsIfEveryMachineStoodAtItsTime(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> orders) {
    WakeQueue<String> queue = new WakeQueue<>();
    TreeMap<String, Instant> plain = new TreeMap<>();
    for (int order : orders) {
      String key = "m" + order % 5;
      Instant at = T.plusSeconds(order / 10);
      if (order % 7 == 0) {
        queue.set(key, Optional.empty());
        plain.remove(key);
      } else if (order % 7 == 1) {
        assertEquals(due(plain, at), takeDue(queue, at));
      } else {
        queue.set(key, Optional.of(at));
        plain.put(key, at);
      }
      assertEquals(plain.values().stream().min(Instant::compareTo), queue.earliest());
    }
  }

  private static List<String> due(Map<String, Instant> plain, Instant now) {
    List<String> due =
        plain.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(plain::remove);
    return due;
  }

  private static <K extends Comparable<K>> List<K> takeDue(WakeQueue<K> queue, Instant now) {
    List<K> due = new ArrayList<>();
    for (Optional<K> next = queue.pollDue(now); next.isPresent(); next = queue.pollDue(now)) {
      due.add(next.get());
    }
    return due;
  }
}
