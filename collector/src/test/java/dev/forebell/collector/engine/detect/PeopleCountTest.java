package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleCountTest {
  private static SeriesKey sessions(String state) {
    return SeriesKey.of("forebell.session.count", "session.state", state);
  }

  private static Sample[] sessions(int active, int disconnected, int closing) {
    return new Sample[] {
      Sample.of(sessions("active"), active),
      Sample.of(sessions("disconnected"), disconnected),
      Sample.of(sessions("closing"), closing)
    };
  }

  private static List<Integer> counted(DetectFixture host) {
    return host.outputs.stream()
        .filter(DetectOutput.PeopleCounted.class::isInstance)
        .map(output -> ((DetectOutput.PeopleCounted) output).people())
        .toList();
  }

  @Test
  void everySessionCountsButOneThatIsClosing() {
    DetectFixture host = new DetectFixture().samples(0, sessions(5, 2, 3));
    assertEquals(List.of(7), counted(host));
  }

  @Test
  void isSaidOnlyWhenItChanges() {
    DetectFixture host = new DetectFixture().samples(0, sessions(5, 2, 3));
    host.samples(10, sessions(6, 1, 0)).samples(20, sessions(0, 0, 0)).disk(30, 0.5);
    assertEquals(List.of(7, 0), counted(host));
  }

  @Test
  void whoHasBeenDisconnectedForOverFourHoursHasLeft() {
    DetectFixture host = new DetectFixture().samples(0, sessions(1, 0, 0));
    host.samples(10, sessions(1, 20, 0)).samples(7_200, sessions(1, 30, 0));
    host.samples(14_410, sessions(1, 30, 0)).samples(14_411, sessions(1, 30, 0));
    host.samples(14_420, sessions(16, 15, 0)).samples(21_601, sessions(16, 40, 0));
    assertEquals(List.of(1, 21, 31, 11, 16, 41), counted(host));
  }

  @Test
  void theNewestDateIsToldBeforeASilenceIsJudged() {
    DetectFixture host = new DetectFixture().samples(0, sessions(5, 0, 0));
    host.samples(10, sessions(5, 0, 0)).samples(20, sessions(5, 0, 0));
    host.feed(new HostInput.Closed(at(25), "RST"));
    List<DetectOutput> told =
        host.outputs.stream().filter(DetectOutput.PeopleCounted.class::isInstance).toList();
    assertEquals(
        new DetectOutput.PeopleCounted(new HostId("web-1"), at(25), 5, at(20)), told.getLast());
    assertEquals(2, told.size());
  }

  @Test
  void aMissingCountSaysNothing() {
    DetectFixture host = new DetectFixture().samples(0, sessions(5, 2, 0));
    host.samples(
        10,
        Sample.of(sessions("active"), 1),
        Sample.unavailable(sessions("disconnected"), Reading.Cause.FAILED));
    assertEquals(List.of(7), counted(host));
  }

  @Test
  void backfillCountsNobody() {
    DetectFixture host = new DetectFixture();
    host.feed(
        new HostInput.Samples(
            at(5), host.batch(Lane.BACKFILL, at(1), Sample.of(sessions("active"), 9))));
    assertEquals(List.of(), counted(host));
  }
}
