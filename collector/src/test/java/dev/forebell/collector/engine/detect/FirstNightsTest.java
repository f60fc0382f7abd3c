package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.condition.Evidence.Answer.UNREACHABLE;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.hostDown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fixture's host is heard first on a Monday at 10:00 UTC. */
class FirstNightsTest {
  private static final int DAY = 86_400;
  private static final int THREE_AT_NIGHT = 17 * 3600;
  private static final Instant FIRST = Instant.parse("2026-03-02T10:00:00Z");

  private final DetectFixture host =
      new DetectFixture(HostKind.SERVER, hostDown())
          .feed(new HostInput.Connected(at(0), "boot-1"))
          .heartbeats(0, 10);

  /** The next event of a silence that begins then, if a witness agrees four seconds into it. */
  private ConditionEvent.Began agreedIn(int second) {
    host.feed(new HostInput.Blackout(at(second), at(0), Duration.ZERO)).heartbeats(second, second);
    host.until(second + 4).feed(new HostInput.WitnessSaid(at(second + 4), "b", UNREACHABLE));
    host.until(second + 300);
    return (ConditionEvent.Began) host.events().getLast();
  }

  private static long after(int second, ConditionEvent.Began began) {
    return DetectFixture.seconds(began.at()) - second;
  }

  @Test
  void inTheFirstNightsAWitnessProvesNothing() {
    ConditionEvent.Began began = agreedIn(THREE_AT_NIGHT);
    assertEquals(30, after(THREE_AT_NIGHT, began));
    Evidence.LinkFacts seen = (Evidence.LinkFacts) began.finding().evidence();
    assertEquals(ConfirmedBy.KIND, seen.by());
    assertEquals("b", seen.witnesses().getFirst().name());
  }

  @Test
  void byDayItDoes() {
    assertEquals(6, after(DAY, agreedIn(DAY)));
  }

  @Test
  void afterFourteenNightsTheHostIsKnown() {
    int night = 13 * DAY + THREE_AT_NIGHT;
    assertEquals(30, after(night, agreedIn(night)));
    host.feed(new HostInput.Connected(at(night + 400), "boot-2"));
    assertEquals(6, after(night + DAY, agreedIn(night + DAY)));
  }

  @Test
  void aRestartOfTheCollectorMakesNoHostNew() {
    host.heartbeats(10, 20).restart(Optional.of(at(20)));
    int night = 14 * DAY + THREE_AT_NIGHT;
    assertEquals(6, after(night, agreedIn(night)));
  }

  @Test
  void aClosedConnectionIsNoStun() {
    host.feed(new HostInput.Blackout(at(THREE_AT_NIGHT), at(0), Duration.ZERO));
    host.heartbeats(THREE_AT_NIGHT, THREE_AT_NIGHT);
    host.feed(new HostInput.Closed(at(THREE_AT_NIGHT + 1), "RST"));
    host.feed(new HostInput.WitnessSaid(at(THREE_AT_NIGHT + 4), "b", UNREACHABLE));
    host.until(THREE_AT_NIGHT + 300);
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getLast();
    assertEquals(6, after(THREE_AT_NIGHT, began));
  }

  @Test
  void whoPullsThePlugInTheFirstHourSeesItAtOnce() {
    Instant evening = Instant.parse("2026-03-02T21:00:00Z");
    assertFalse(FirstNights.cover(evening.plusSeconds(3599), evening, ZoneOffset.UTC));
    assertTrue(FirstNights.cover(evening.plusSeconds(3600), evening, ZoneOffset.UTC));
  }

  @Test
  void itIsNightFromEightToSevenWhereTheCustomerIs() {
    assertNight(false, "2026-03-03T19:59:59Z", "UTC");
    assertNight(true, "2026-03-03T20:00:00Z", "UTC");
    assertNight(true, "2026-03-04T06:59:59Z", "UTC");
    assertNight(false, "2026-03-04T07:00:00Z", "UTC");
    assertNight(false, "2026-03-03T23:00:00Z", "Asia/Shanghai");
    assertNight(true, "2026-03-03T12:00:00Z", "Asia/Shanghai");
  }

  private static void assertNight(boolean expected, String time, String zone) {
    assertEquals(
        expected, FirstNights.cover(Instant.parse(time), FIRST, ZoneId.of(zone)), time + zone);
  }
}
