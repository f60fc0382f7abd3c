package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A collector, also one that somebody took over, can never run, read or write anything on a host:
 * there is no word for it. Whoever adds a frame or a field has to come by here.
 */
class CollectorAsksNothingTest {
  /** All that a collector can say, to the last field. */
  private static final Map<String, List<String>> SAID_BY_COLLECTORS =
      Map.of(
          "Welcome",
          List.of("session", "collectorTime", "replayFrom", "heartbeat", "retain", "interval"),
          "Ack",
          List.of("lane", "epoch", "sequence"),
          "Reject",
          List.of("code", "text", "retryAfter"),
          // The one question: can you reach this address?
          "Witness",
          List.of("question", "address", "ports"),
          // Certificates for a key that the agent made and keeps.
          "Renewed",
          List.of("chain"));

  /** Later fields of a Welcome are numbers: limits and paces. */
  private static final Set<Class<?>> HARMLESS =
      Set.of(java.time.Duration.class, java.time.Instant.class, int.class, long.class);

  private static final Set<String> SAID_BY_AGENTS =
      Set.of(
          "Hello",
          "Series",
          "Samples",
          "Changes",
          "Heartbeat",
          "Beat",
          "Gap",
          "Bye",
          "WitnessAnswer",
          "Renew");

  @Test
  void everyFrameHasItsSender() {
    Set<String> all = new TreeSet<>(SAID_BY_AGENTS);
    all.addAll(SAID_BY_COLLECTORS.keySet());
    Set<String> there =
        Arrays.stream(Frame.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, all);
  }

  @Test
  void whatCollectorsSayHoldsNoCommandPathOrFile() {
    Map<String, List<String>> there = new LinkedHashMap<>();
    for (Class<?> frame : Frame.class.getPermittedSubclasses()) {
      List<String> known = SAID_BY_COLLECTORS.get(frame.getSimpleName());
      if (known != null) {
        there.put(
            frame.getSimpleName(),
            Arrays.stream(frame.getRecordComponents())
                .filter(
                    part -> known.contains(part.getName()) || !HARMLESS.contains(part.getType()))
                .map(RecordComponent::getName)
                .toList());
      }
    }
    assertEquals(new LinkedHashMap<>(SAID_BY_COLLECTORS), there);
  }
}
