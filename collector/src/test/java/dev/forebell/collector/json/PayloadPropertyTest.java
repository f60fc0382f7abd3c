package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.forecast.History;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is stored comes back as it was. */
class PayloadPropertyTest {
  @Property(tries = 200)
  void everyEventComesBackFromItsPayload(@ForAll long seed) {
    for (IncidentEvent event : new RandomEvents(seed).oneOfEach()) {
      String payload = EventPayload.write(event);
      assertEquals(
          event,
          EventPayload.read(event.id(), event.number(), event.at(), event.name(), payload),
          payload);
    }
  }

  @Property(tries = 200)
  void everyWatchComesBackFromItsPayload(@ForAll long seed) {
    for (Watch watch : watches(new RandomEvents(seed))) {
      String payload = WatchPayload.write(watch);
      assertEquals(watch, WatchPayload.read(payload), payload);
    }
  }

  private static List<Watch> watches(RandomEvents random) {
    List<Evidence.Point> points =
        List.of(new Evidence.Point(random.time(), 0.1), new Evidence.Point(random.time(), -1e-9));
    Watch.PendingLevel level = new Watch.PendingLevel(1, random.time(), 3, random.time(), points);
    Watch.Raised raised =
        new Watch.Raised(
            2, random.time(), random.time(), List.of(level, level), points, "v2", random.text());
    return List.of(
        new Watch.Pending(List.of(level)),
        new Watch.Pending(List.of()),
        raised,
        new Watch.Clearing(raised, random.time(), random.time()),
        new Watch.Survived(List.of(), Optional.of(random.time())),
        new Watch.Survived(
            List.of(
                new Watch.Gap(Duration.ofSeconds(7), random.time(), true),
                new Watch.Gap(Duration.ofMillis(6500), random.time())),
            Optional.empty()),
        late(random, raised, new Watch.Pending(List.of(level))),
        Watch.Tally.EMPTY,
        new Watch.Tally(
            Optional.of(points.getFirst()),
            List.of(random.text(), "b"),
            Optional.of(random.time()),
            List.of(new Watch.Occurrence(random.time(), 0)),
            Optional.of(1)),
        forecast(random, Optional.empty()),
        forecast(
            random,
            Optional.of(new Watch.Standing(1, random.time(), 0.5, Optional.of(random.time())))),
        link(random, Optional.of(ByeReason.UPGRADE), Optional.of(Duration.ofMinutes(10))),
        link(random, Optional.empty(), Optional.empty()));
  }

  private static Watch late(RandomEvents random, Watch raised, Watch pending) {
    HeldCondition held =
        new HeldCondition(
            random.key(), random.time(), random.finding(), Optional.of(random.time()));
    TreeMap<ConditionKey, Watch> watches = new TreeMap<>();
    watches.put(held.key(), raised);
    watches.put(new ConditionKey(held.key().host(), held.key().rule(), "another"), pending);
    TreeMap<ConditionKey, HeldCondition> all = new TreeMap<>();
    all.put(held.key(), held);
    return new Watch.Late(
        watches,
        all,
        Optional.of(random.time()),
        random.time(),
        Optional.empty(),
        Optional.of(random.time()));
  }

  private static Watch forecast(RandomEvents random, Optional<Watch.Standing> standing) {
    History history = History.begin(Instant.EPOCH, -1_234_567);
    for (int i = 1; i < 100; i++) {
      history = history.with(Instant.EPOCH.plusSeconds(60L * i * i), i / 128.0);
    }
    SeriesKey series = SeriesKey.of("system.filesystem.usage", "a", random.text());
    return new Watch.Forecast(series, false, history, standing);
  }

  private static Watch link(
      RandomEvents random, Optional<ByeReason> bye, Optional<Duration> expectedReturn) {
    return new Watch.LinkWatch(
        LinkState.AGENT_LOST,
        random.time(),
        Evidence.LinkEnd.CLOSED,
        random.time(),
        random.time(),
        bye,
        expectedReturn,
        random.text());
  }

  @Example
  void aDamagedPayloadSaysWhere() {
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> WatchPayload.read("{\"state\":\"clearing\",\"raised\":{\"state\":\"raised\"}}"));
    assertEquals("'/raised/level' is missing", missing.getMessage());
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> WatchPayload.read("{\"state\":7}"));
    assertEquals("'/state' is 7; expected a text", wrong.getMessage());
    IllegalArgumentException cut =
        assertThrows(IllegalArgumentException.class, () -> WatchPayload.read("{\"state\":"));
    assertEquals("not JSON", cut.getMessage().substring(0, 8));
  }
}
