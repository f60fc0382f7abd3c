package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.DeliveryResult.Gone;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetryPlanTest {
  private static final double MIDDLE = 0.5;

  @Test
  void aDeadEndpointIsTriedTwelveTimesOverAboutSeventySixHours() {
    List<Duration> delays = new ArrayList<>();
    Optional<Duration> delay = RetryPlan.delay(1, retry(Optional.empty()), MIDDLE);
    while (delay.isPresent()) {
      delays.add(delay.get());
      delay = RetryPlan.delay(delays.size() + 1, retry(Optional.empty()), MIDDLE);
    }
    assertEquals(
        List.of(5L, 15L, 60L, 300L, 1800L, 7200L, 18000L, 36000L, 50400L, 72000L, 86400L),
        delays.stream().map(Duration::toSeconds).toList());
    assertEquals(75, delays.stream().reduce(Duration.ZERO, Duration::plus).toHours());
  }

  @Test
  void delaysSpreadByAFifthBothWays() {
    assertEquals(Duration.ofSeconds(4), RetryPlan.delay(1, retry(Optional.empty()), 0).get());
    assertTrue(
        RetryPlan.delay(1, retry(Optional.empty()), 0.999).get().compareTo(Duration.ofSeconds(6))
            <= 0);
  }

  @Test
  void retryAfterIsHonouredWithinASecondAndAnHour() {
    assertEquals(
        Duration.ofSeconds(40),
        RetryPlan.delay(1, retry(Optional.of(Duration.ofSeconds(40))), MIDDLE).get());
    assertEquals(
        Duration.ofHours(1),
        RetryPlan.delay(1, retry(Optional.of(Duration.ofDays(365))), MIDDLE).get());
    assertEquals(
        Duration.ofSeconds(5),
        RetryPlan.delay(1, retry(Optional.of(Duration.ofSeconds(-9))), MIDDLE).get());
  }

  @Test
  void whatIsRefusedOutrightIsGivenUpAfterThreeTriesAndWhatIsGoneAtOnce() {
    assertTrue(RetryPlan.delay(2, new Rejected("http_400", ""), MIDDLE).isPresent());
    assertTrue(RetryPlan.delay(3, new Rejected("http_400", ""), MIDDLE).isEmpty());
    assertTrue(RetryPlan.delay(1, new Gone("http_410", ""), MIDDLE).isEmpty());
  }

  @Test
  void retryAfterIsReadAsSecondsOrAsADate() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.parse(" 120 ", now));
    assertEquals(
        Optional.of(Duration.ofSeconds(90)),
        RetryAfter.parse("Sat, 21 Nov 2026 10:01:30 GMT", now));
    assertEquals(
        Optional.of(Duration.ofSeconds(Integer.MAX_VALUE)),
        RetryAfter.parse("99999999999999999999", now));
    assertEquals(Optional.empty(), RetryAfter.parse("soon", now));
    assertEquals(Optional.empty(), RetryAfter.parse("", now));
  }

  private static Retry retry(Optional<Duration> after) {
    return new Retry("http_503", "", after);
  }
}
