package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchChainTest {
  private final BatchChain sender = new BatchChain();
  private final BatchChain receiver = new BatchChain();
  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);

  private static Frame.Samples samples(long sequence, long at, List<Reading> readings) {
    return new Frame.Samples(
        Lane.LIVE,
        7,
        sequence,
        Instant.ofEpochMilli(at),
        IntStream.range(0, readings.size()).boxed().toList(),
        readings);
  }

  private static List<Reading> numbers(double... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(Reading::of).toList();
  }

  /** Over the bytes, as the other end understands it. */
  private Frame.Samples across(Frame.Samples batch) {
    byte[] message = writer.write(sender.shortest(batch));
    Frame frame = assertInstanceOf(Decoded.Ok.class, reader.read(message)).frame();
    if (frame instanceof Frame.Changes changes) {
      return assertInstanceOf(BatchChain.Restored.Batch.class, receiver.restore(changes)).samples();
    }
    receiver.whole((Frame.Samples) frame);
    return (Frame.Samples) frame;
  }

  @Provide
  Arbitrary<List<List<Reading>>> histories() {
    Arbitrary<Reading> reading =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                4, Arbitraries.of(0.0, 1.0, 42.0, 1e15, 0x1p53).map(Reading::of)),
            net.jqwik.api.Tuple.of(
                4, Arbitraries.longs().between(-9, 1L << 52).map(v -> Reading.of((double) v))),
            net.jqwik.api.Tuple.of(4, Arbitraries.integers().map(v -> Reading.of(v / 1000.0))),
            net.jqwik.api.Tuple.of(
                2,
                Arbitraries.longs().between(-(1L << 51), 1L << 51).map(v -> Reading.of(v / 1e9))),
            net.jqwik.api.Tuple.of(2, Arbitraries.doubles().map(Reading::of)),
            net.jqwik.api.Tuple.of(
                1,
                Arbitraries.of(
                        -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 0x1p53 + 2, 0x1p63, 0.1 + 0.2)
                    .map(Reading::of)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.of(Reading.Cause.values()).map(Reading::unavailable)));
    return reading.list().ofSize(12).list().ofMinSize(1).ofMaxSize(20);
  }

  @Property
  void whatIsSaidInChangesIsToTheBitWhatWasMeant(
      @ForAll("histories") List<List<Reading>> histories) {
    BatchChainTest fresh = new BatchChainTest();
    long sequence = 1;
    for (List<Reading> readings : histories) {
      Frame.Samples batch = samples(sequence, 1_000_000 + 9_999 * sequence, readings);
      assertEquals(batch, fresh.across(batch));
      sequence++;
    }
  }

  @Property
  void aRepeatedOrChangedListOfSeriesIsSaidInFull(
      @ForAll("histories") List<List<Reading>> histories) {
    BatchChainTest fresh = new BatchChainTest();
    long sequence = 1;
    for (List<Reading> readings : histories) {
      // now and then again, a jump, or fewer series
      int kind = Math.floorMod(readings.hashCode(), 4);
      sequence += kind == 0 ? 0 : kind == 1 ? 3 : 1;
      Frame.Samples batch =
          samples(sequence, 5_000_000 - sequence, kind == 2 ? readings.subList(0, 7) : readings);
      assertEquals(batch, fresh.across(batch));
    }
  }

  @Test
  void whatHasNotChangedIsNotSaidAgain() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      readings.add(Reading.of(i * 1e9));
    }
    Frame.Samples first = samples(1, 10_000, readings);
    assertEquals(first, across(first));
    Frame.Changes same =
        assertInstanceOf(Frame.Changes.class, sender.shortest(samples(2, 20_000, readings)));
    assertEquals(new Frame.Changes(10_000, List.of(), List.of()), same);
    assertEquals(7, writer.write(same).length);
  }

  @Test
  void aCounterOfElevenDigitsCostsWhatItGrew() {
    across(samples(1, 0, numbers(22_139_330_560.0, 57_331.76)));
    across(samples(2, 1, numbers(22_139_330_561.0, 57_331.77)));
    assertEquals(
        new Frame.Changes(1, List.of(0, 1), List.of(new Change.Step(20), new Change.Step(192))),
        sender.shortest(samples(3, 2, numbers(22_139_330_581.0, 57_333.69))));
  }

  @Test
  void eachConnectionBeginsInFull() {
    across(samples(1, 0, numbers(1)));
    assertInstanceOf(
        Frame.Samples.class, new BatchChain().shortest(samples(2, 10_000, numbers(1))));
    BatchChain.Restored.Bad bad =
        assertInstanceOf(
            BatchChain.Restored.Bad.class,
            new BatchChain().restore(new Frame.Changes(1, List.of(), List.of())));
    assertTrue(bad.problem().describe().contains("a Samples before it"), bad.problem().describe());
  }

  @Test
  void whatCannotBeMeantIsRefusedAndChangesNothing() {
    Frame.Samples base = samples(1, 10_000, numbers(0x1p53, 3));
    receiver.whole(base);
    for (Frame.Changes wrong :
        List.of(
            new Frame.Changes(0, List.of(2), List.of(new Change.Step(1))),
            new Frame.Changes(0, List.of(1, 0), List.of(new Change.Step(1), new Change.Step(1))),
            new Frame.Changes(-10_001, List.of(), List.of()),
            new Frame.Changes(0, List.of(1), List.of(new Change.Decimal((1L << 50) + 1, 1))))) {
      assertInstanceOf(BatchChain.Restored.Bad.class, receiver.restore(wrong), wrong.toString());
    }
    BatchChain.Restored.Batch next =
        assertInstanceOf(
            BatchChain.Restored.Batch.class,
            receiver.restore(new Frame.Changes(5, List.of(1), List.of(new Change.Step(4)))));
    assertEquals(samples(2, 10_005, numbers(0x1p53, 7)), next.samples());
  }
}
