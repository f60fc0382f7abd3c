package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.link.LinkMachine.Answer;
import dev.forebell.agent.spool.Earlier;
import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Storage;
import dev.forebell.agent.spool.Track;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkMachineTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long EPOCH = 7;
  private static final long BACKFILL_EPOCH = 8;
  private static final HostFacts FACTS =
      new HostFacts("h", "linux", "Debian", "amd64", 2, 1, NOW, "0.1.0");

  private Instant now = NOW;
  private final SendQueue queue = new SendQueue(EPOCH, BACKFILL_EPOCH, 5, Storage.NONE, NOW);
  private final LinkMachine machine = new LinkMachine(queue, WireLimits.DEFAULT, "agent", "boot");

  private void sampled(int batches) {
    for (int i = 0; i < batches; i++) {
      queue.add(now, List.of(Sample.of(SeriesKey.of("m"), i)), now);
    }
  }

  private Duration pace = Duration.ZERO;

  private Answer welcome(Frame.ReplayFrom... from) {
    machine.opened(NOW, FACTS);
    return machine.received(
        new Frame.Welcome(
            "s",
            NOW,
            List.of(from),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            pace));
  }

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Frame.ReplayFrom from(long sequence) {
    return new Frame.ReplayFrom(Lane.LIVE, EPOCH, sequence);
  }

  /** All that is sent now, as {@code series}, {@code 3} (a batch) or {@code gap 1-2}. */
  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    List<Frame> frames = machine.next(now);
    while (!frames.isEmpty()) {
      for (Frame frame : frames) {
        sent.add(
            switch (frame) {
              case Frame.Series _ -> "series";
              case Frame.Samples samples ->
                  (samples.lane() == Lane.BACKFILL ? "late " : "")
                      + (samples.epoch() < 10 ? "" : samples.epoch() + ":")
                      + samples.sequence();
              case Frame.Gap gap ->
                  (gap.lane() == Lane.BACKFILL ? "late " : "")
                      + "gap "
                      + gap.from()
                      + "-"
                      + gap.to();
              default -> throw new AssertionError(frame);
            });
      }
      frames = machine.next(now);
    }
    return sent;
  }

  @Test
  void helloSaysWhatIsHeldAndNothingElseIsSentBeforeTheWelcome() {
    sampled(7);
    Frame.Hello hello = machine.opened(NOW, FACTS);
    assertEquals(List.of(new Frame.LaneState(Lane.LIVE, EPOCH, 3, 7)), hello.lanes());
    assertEquals(List.of(), sent());
    assertEquals(Optional.empty(), machine.heartbeat(NOW, Duration.ZERO));
    assertEquals(Optional.empty(), machine.bye(ByeReason.STOP, Optional.empty()));
  }

  @Test
  void downToStreamingSendsFromWhereTheCollectorAsks() {
    sampled(4);
    assertInstanceOf(Answer.Welcomed.class, welcome(from(3)));
    assertEquals(List.of("series", "3", "4"), sent());
    assertEquals(2, queue.unacked(), "below the replay everything is committed");
    sampled(1);
    assertEquals(List.of("5"), sent());
  }

  @Test
  void aCollectorThatReadsChangesGetsThemAfterTheFirstBatchOfEachConnection() {
    sampled(3);
    machine.opened(NOW, FACTS);
    machine.received(newCollector());
    assertEquals(List.of("Series", "Samples", "Changes", "Changes"), typesSent());
    machine.closed();
    machine.opened(NOW, FACTS);
    machine.received(newCollector());
    assertEquals(List.of("Series", "Samples", "Changes", "Changes"), typesSent());
    machine.closed();
    machine.opened(NOW, FACTS);
    machine.received(new Frame.Welcome("s", NOW, List.of(from(1)), SECOND, SECOND, SECOND, SECOND));
    assertEquals(List.of("Series", "Samples", "Samples", "Samples"), typesSent());
  }

  private static Frame.Welcome newCollector() {
    return new Frame.Welcome(
        "s", NOW, List.of(from(1)), SECOND, SECOND, SECOND, SECOND, Frame.Welcome.NEWEST_FRAME);
  }

  private List<String> typesSent() {
    List<String> types = new ArrayList<>();
    List<Frame> frames = machine.next(now);
    while (!frames.isEmpty()) {
      frames.forEach(frame -> types.add(frame.getClass().getSimpleName()));
      frames = machine.next(now);
    }
    return types;
  }

  @Test
  void anUnknownEpochIsSentWhole() {
    sampled(2);
    welcome();
    assertEquals(List.of("series", "1", "2"), sent());
  }

  @Test
  void whatTheCollectorWantsButTheBufferLostIsDeclaredAsAGap() {
    sampled(8);
    welcome(from(2));
    assertEquals(List.of("gap 2-3", "series", "4", "5", "6", "7", "8"), sent());
  }

  @Test
  void whatIsDroppedWhileTheSocketIsSlowIsDeclaredToo() {
    sampled(2);
    welcome(from(1));
    machine.next(now);
    sampled(10);
    assertEquals(List.of("gap 2-7", "8", "9", "10", "11", "12"), sent());
  }

  @Test
  void acksEmptyTheQueueAndANewConnectionSendsOnlyTheRest() {
    sampled(3);
    welcome(from(1));
    sent();
    assertInstanceOf(Answer.Noted.class, machine.received(new Frame.Ack(Lane.LIVE, EPOCH, 2)));
    assertEquals(1, queue.unacked());
    machine.closed();
    assertEquals(List.of(), sent());
    welcome(from(3));
    assertEquals(List.of("series", "3"), sent(), "series are introduced again");
  }

  @Test
  void aRestartedCollectorMayAskForWhatItHadAcknowledged() {
    sampled(4);
    welcome(from(1));
    sent();
    machine.received(new Frame.Ack(Lane.LIVE, EPOCH, 4));
    machine.closed();
    welcome(from(2));
    assertEquals(List.of("series", "2", "3", "4"), sent());
  }

  @Test
  void aCollectorThatAsksForTheFutureWaitsForIt() {
    sampled(2);
    welcome(from(100));
    assertEquals(List.of(), sent());
    sampled(1);
    assertEquals(List.of("series", "3"), sent());
  }

  @Test
  void aRejectCarriesItsRetryAfterInEveryState() {
    Frame.Reject reject =
        new Frame.Reject(Frame.RejectCode.BUSY, "later", Optional.of(Duration.ofSeconds(3)));
    assertEquals(
        new Answer.Refused(reject.code(), "later", reject.retryAfter()), machine.received(reject));
    welcome();
    assertInstanceOf(Answer.Refused.class, machine.received(reject));
  }

  @Test
  void framesOutOfPlaceBreakTheConversation() {
    assertInstanceOf(Answer.Broken.class, machine.received(new Frame.Ack(Lane.LIVE, EPOCH, 1)));
    welcome();
    assertInstanceOf(
        Answer.Broken.class,
        machine.received(
            new Frame.Welcome(
                "s", NOW, List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)));
    assertInstanceOf(
        Answer.Broken.class, machine.received(new Frame.Heartbeat(NOW, Duration.ZERO)));
  }

  private void hours(int hours) {
    now = now.plus(Duration.ofHours(hours));
  }

  private void ack(long sequence) {
    machine.received(new Frame.Ack(Lane.LIVE, EPOCH, sequence));
  }

  private void refuse() {
    machine.received(new Frame.Reject(Frame.RejectCode.BAD_FRAME, "no", Optional.empty()));
    machine.closed();
  }

  @Test
  void whatIsSampledWhileNothingCouldBeSentIsLateAndGoesAfterWhatIsFresh() {
    sampled(1);
    now = now.plusSeconds(60);
    sampled(1);
    hours(1);
    sampled(2);
    welcome(from(1));
    assertEquals(List.of("series", "1", "2", "late 1", "late 2"), sent());
    sampled(1);
    assertEquals(List.of("3"), sent(), "once all that was fresh is sent, what comes is");
  }

  @Test
  void freshSamplesOvertakeTheBackfillWhichKeepsItsPace() {
    sampled(1);
    hours(1);
    sampled(3);
    pace = Duration.ofSeconds(10);
    welcome(from(1));
    assertEquals(List.of("series", "1", "late 1"), sent());
    sampled(1);
    assertEquals(List.of("2"), sent());
    now = now.plusSeconds(11);
    assertEquals(List.of("late 2"), sent());
    assertEquals(List.of(), sent());
  }

  @Test
  void noMoreThanAWindowOfTheBackfillIsUnderWay() {
    SendQueue roomy = new SendQueue(EPOCH, BACKFILL_EPOCH, 500, Storage.NONE, NOW);
    LinkMachine link = new LinkMachine(roomy, WireLimits.DEFAULT, "agent", "boot");
    roomy.add(now, List.of(), now);
    hours(1);
    for (int i = 0; i < 100; i++) {
      roomy.add(now, List.of(Sample.of(SeriesKey.of("m"), i)), now);
    }
    link.opened(NOW, FACTS);
    link.received(
        new Frame.Welcome(
            "s",
            NOW,
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ZERO));
    int batches = 0;
    while (!link.next(now).isEmpty()) {
      batches++;
    }
    assertEquals(65, batches, "one fresh, and a window");
    link.received(new Frame.Ack(Lane.BACKFILL, BACKFILL_EPOCH, 10));
    while (!link.next(now).isEmpty()) {
      batches++;
    }
    assertEquals(75, batches);
  }

  @Test
  void aBatchThatIsRefusedTwiceIsLeftOutAndTheStreamGoesOn() {
    sampled(3);
    welcome(from(1));
    assertEquals(List.of("series", "1", "2", "3"), sent());
    refuse();
    welcome(from(1));
    assertEquals(List.of("series", "1"), sent(), "one by one, to find the one");
    ack(1);
    assertEquals(List.of("2"), sent());
    refuse();
    welcome(from(2));
    assertEquals(List.of("gap 2-2", "series", "3"), sent());
    ack(3);
    sampled(2);
    assertEquals(List.of("4", "5"), sent(), "all is well again");
    assertEquals(1, queue.dropped());
  }

  @Test
  void aRefusalForAnotherReasonBlamesNoBatch() {
    sampled(2);
    welcome(from(1));
    sent();
    machine.received(new Frame.Reject(Frame.RejectCode.BUSY, "later", Optional.empty()));
    machine.closed();
    welcome(from(1));
    assertEquals(List.of("series", "1", "2"), sent());
  }

  @Test
  void whatAnEarlierRunLeftIsNamedInTheHelloAndSentUnderItsOwnEpoch() {
    queue.found(new Earlier(new Track(Lane.LIVE, 77), 4, 6, 4, NOW.minusSeconds(60)));
    queue.found(new Earlier(new Track(Lane.LIVE, 66), 1, 2, 0, NOW.minusSeconds(86_400)));
    sampled(1);
    assertEquals(
        List.of(
            new Frame.LaneState(Lane.LIVE, EPOCH, 1, 1),
            new Frame.LaneState(Lane.LIVE, 77, 4, 6),
            new Frame.LaneState(Lane.LIVE, 66, 1, 2)),
        machine.opened(NOW, FACTS).lanes());
  }

  @Test
  void samplesThatCannotTravelAreCounted() {
    queue.add(NOW, List.of(Sample.of(SeriesKey.of("x".repeat(2_000)), 1)), NOW);
    welcome();
    assertTrue(sent().contains("1"), "the batch goes, so that its sequence has no hole");
    assertEquals(1, machine.droppedSamples());
  }
}
