package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTrackTest {
  private final SequenceTrack track = new SequenceTrack();

  private boolean takes(Lane lane, long epoch, long sequence) {
    return track
        .samples(new Frame.Samples(lane, epoch, sequence, Instant.EPOCH, List.of(), List.of()))
        .isEmpty();
  }

  private boolean takesGap(long from, long to) {
    return track
        .gap(new Frame.Gap(Lane.LIVE, 1, from, to, to - from + 1, Frame.GapReason.BUFFER_FULL))
        .isEmpty();
  }

  @Test
  void whatTheWelcomeAskedForMustComeFirst() {
    track.expect(List.of(new Frame.ReplayFrom(Lane.LIVE, 1, 5)));
    assertFalse(takes(Lane.LIVE, 1, 6));
    assertTrue(takes(Lane.LIVE, 1, 5));
    assertTrue(takes(Lane.LIVE, 1, 6));
  }

  @Test
  void anUnspokenEpochBeginsWhereverItBeginsAndThenHasNoHoles() {
    assertTrue(takes(Lane.LIVE, 9, 100));
    assertTrue(takes(Lane.LIVE, 9, 101));
    assertFalse(takes(Lane.LIVE, 9, 103));
    assertTrue(takes(Lane.BACKFILL, 9, 7), "lanes are apart");
  }

  @Test
  void runsOfOneLaneAreHeldApart() {
    track.expect(
        List.of(new Frame.ReplayFrom(Lane.LIVE, 1, 5), new Frame.ReplayFrom(Lane.LIVE, 2, 1)));
    assertTrue(takes(Lane.LIVE, 2, 1));
    assertFalse(takes(Lane.LIVE, 1, 6), "what an earlier run left has no holes either");
    assertTrue(takes(Lane.LIVE, 1, 5));
    assertFalse(takes(Lane.LIVE, 2, 3));
  }

  @Test
  void thousandsOfRunsTakeNoMoreMemoryThanAFew() {
    for (long epoch = 0; epoch < 10_000; epoch++) {
      assertTrue(takes(Lane.BACKFILL, epoch, 1));
    }
    assertTrue(takes(Lane.BACKFILL, 0, 7), "the first is forgotten");
    assertFalse(takes(Lane.BACKFILL, 9_999, 7), "the last is not");
  }

  @Test
  void repeatsAreTakenAndMoveNothing() {
    takes(Lane.LIVE, 1, 1);
    takes(Lane.LIVE, 1, 2);
    assertTrue(takes(Lane.LIVE, 1, 1));
    assertTrue(takes(Lane.LIVE, 1, 3));
    assertFalse(takes(Lane.LIVE, 1, 5));
  }

  @Test
  void aGapMustBeginWhereTheSequenceStands() {
    takes(Lane.LIVE, 1, 1);
    assertFalse(takesGap(3, 9));
    assertTrue(takesGap(2, 9));
    assertTrue(takes(Lane.LIVE, 1, 10));
  }

  @Test
  void theProblemSaysWhatWasExpected() {
    takes(Lane.LIVE, 1, 1);
    String text =
        track
            .samples(new Frame.Samples(Lane.LIVE, 1, 57, Instant.EPOCH, List.of(), List.of()))
            .map(problem -> problem.describe())
            .orElse("");
    assertEquals(
        "Samples of sequence 57 is out of place, expected sequence 2 or a Gap from it", text);
  }
}
