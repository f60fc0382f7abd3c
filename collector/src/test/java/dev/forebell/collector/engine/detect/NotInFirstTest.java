package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.METRIC;
import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.TestCalendars;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The desk opens at second 600 of a Monday, and again at 3000 after a break from 2400 on. */
class NotInFirstTest {
  private static final BusinessCalendar DESK =
      TestCalendars.weekdays("desk", "UTC", "10:10-10:40", "10:50-18:00");

  private final DetectFixture host = new DetectFixture(HostKind.VDI_HOST);

  NotInFirstTest() {
    of(DESK);
  }

  private void of(BusinessCalendar calendar) {
    Rule.Threshold plain =
        threshold(
            Duration.ofSeconds(60),
            above(Severity.WARNING, 0.85, 0.80, 60),
            above(Severity.CRITICAL, 0.95, 0.90, 60));
    Rule.Threshold rule =
        new Rule.Threshold(
            plain.id(),
            plain.appliesTo(),
            plain.selector(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(10)),
            plain.levels(),
            plain.clearFor(),
            "",
            "v1");
    HostProfile profile = DetectFixture.profile(HostKind.VDI_HOST, List.of(rule));
    ServiceTime service =
        new ServiceTime(
            calendar.zone(),
            List.of(
                new ServiceTime.Term(LocalDate.parse("2026-01-01"), Optional.empty(), calendar)));
    host.state =
        HostState.initial(
            new HostProfile(
                profile.host(),
                profile.customer(),
                profile.site(),
                profile.kind(),
                profile.labels(),
                profile.confirm(),
                profile.heartbeat(),
                profile.interval(),
                service,
                profile.rules(),
                List.of()),
            DetectFixture.START);
  }

  private NotInFirstTest from(int from, int to, double value) {
    for (int second = from; second < to; second += 10) {
      host.disk(second, value);
    }
    return this;
  }

  @Test
  void aRunThatBeginsThereIsCountedFromItsEnd() {
    from(600, 1400, 0.9);
    assertEquals(List.of("1260 Began LEVEL_HELD"), host.told());
  }

  @Test
  void aRunFromBeforeItDoesNotGoOn() {
    from(570, 1230, 0.9).from(1230, 1300, 0.5);
    assertEquals(List.of(), host.told());
  }

  @Test
  void whatWasToldBeforeItNeitherRisesNorStays() {
    from(500, 600, 0.9).from(600, 800, 0.97).from(800, 900, 0.5);
    assertEquals(
        List.of("560 Began LEVEL_HELD", "800 Recovering GOOD_SAMPLE", "860 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void theOpeningAfterTheBreakIsNoFirstOne() {
    from(3000, 3100, 0.9);
    assertEquals(List.of("3060 Began LEVEL_HELD"), host.told());
  }

  @Test
  void lateSamplesOfItSayNothingEither() {
    from(1300, 1310, 0.5);
    for (int second = 610; second < 800; second += 10) {
      host.feed(
          new HostInput.Samples(
              DetectFixture.at(1310),
              host.batch(
                  Lane.BACKFILL, DetectFixture.at(second), Sample.of(SeriesKey.of(METRIC), 0.9))));
    }
    assertEquals(List.of(), host.told());
  }

  @Test
  void aCalendarThatNeverClosesHasNoOpening() {
    of(BusinessCalendar.always());
    from(600, 700, 0.9);
    assertEquals(List.of("660 Began LEVEL_HELD"), host.told());
  }
}
