package dev.forebell.agent.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchBufferTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final long EPOCH = 42;

  private static List<Sample> samples(int count) {
    return Collections.nCopies(count, Sample.of(SeriesKey.of("m"), 1));
  }

  private static BatchBuffer with(int batches, int maxSamples) {
    BatchBuffer buffer = new BatchBuffer(EPOCH, maxSamples);
    for (int i = 0; i < batches; i++) {
      buffer.add(START.plusSeconds(10L * i), samples(10));
    }
    return buffer;
  }

  @Test
  void sequencesCountFromOneAndAnEmptyBufferHoldsNothing() {
    BatchBuffer buffer = new BatchBuffer(EPOCH, 100);
    assertEquals(1, buffer.first());
    assertEquals(0, buffer.last());
    assertEquals(1, buffer.add(START, samples(1)).sequence());
    assertEquals(2, buffer.add(START, samples(1)).sequence());
    assertEquals(EPOCH, buffer.get(2).orElseThrow().epoch());
  }

  @Test
  void aFullBufferDropsTheOldestAndCountsThem() {
    BatchBuffer buffer = with(12, 100);
    assertEquals(3, buffer.first());
    assertEquals(12, buffer.last());
    assertEquals(2, buffer.dropped());
    assertTrue(buffer.get(2).isEmpty());
  }

  @Test
  void droppingWhatWasAcknowledgedLosesNothing() {
    BatchBuffer buffer = with(5, 100);
    buffer.ack(Lane.LIVE, EPOCH, 5);
    for (int i = 0; i < 10; i++) {
      buffer.add(START, samples(10));
    }
    assertEquals(0, buffer.dropped());
    assertEquals(10, buffer.unacked());
  }

  @Test
  void aBatchLargerThanTheBoundIsHeldAlone() {
    BatchBuffer buffer = new BatchBuffer(EPOCH, 5);
    buffer.add(START, samples(50));
    assertEquals(1, buffer.first());
    buffer.add(START, samples(50));
    assertEquals(2, buffer.first());
  }

  @Test
  void acknowledgedBatchesStayForRetainAndUnacknowledgedForEver() {
    BatchBuffer buffer = with(3, 100);
    buffer.retain(Duration.ofMinutes(5));
    buffer.ack(Lane.LIVE, EPOCH, 2);
    buffer.expire(START.plusSeconds(300));
    assertEquals(1, buffer.first(), "sampled exactly retain ago");
    buffer.expire(START.plusSeconds(301));
    assertEquals(2, buffer.first());
    buffer.expire(START.plusSeconds(86_400));
    assertEquals(3, buffer.first());
    assertEquals(1, buffer.unacked());
  }

  @Test
  void foreignImpossibleAndOlderAcksChangeNothing() {
    BatchBuffer buffer = with(3, 100);
    buffer.ack(Lane.LIVE, EPOCH + 1, 3);
    buffer.ack(Lane.BACKFILL, EPOCH, 3);
    buffer.ack(Lane.LIVE, EPOCH, 4);
    assertEquals(3, buffer.unacked());
    buffer.ack(Lane.LIVE, EPOCH, 2);
    buffer.ack(Lane.LIVE, EPOCH, 1);
    assertEquals(1, buffer.unacked());
  }

  @Property
  void whateverHappensTheHeldRangeHasNoHolesAndTheBoundHolds(
      @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 200) int bound,
      @ForAll @IntRange(max = 60) int acked) {
    BatchBuffer buffer = new BatchBuffer(EPOCH, bound);
    for (int i = 0; i < sizes.size(); i++) {
      buffer.add(START.plusSeconds(i), samples(sizes.get(i)));
      if (i == acked) {
        buffer.ack(Lane.LIVE, EPOCH, i);
        buffer.expire(START.plusSeconds(1_000));
      }
    }
    long held = 0;
    for (long sequence = buffer.first(); sequence <= buffer.last(); sequence++) {
      held += buffer.get(sequence).orElseThrow().samples().size();
    }
    assertEquals(sizes.size(), buffer.last());
    assertTrue(held <= bound || buffer.first() == buffer.last(), held + " samples held");
  }
}
