package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
