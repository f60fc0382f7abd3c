package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesDictionaryTest {
  private static final WireLimits LIMITS = WireLimits.DEFAULT;
  private final SeriesDictionary.Sender sender = new SeriesDictionary.Sender(LIMITS);
  private final SeriesDictionary.Receiver receiver = new SeriesDictionary.Receiver(LIMITS);
  private final FrameWriter writer = new FrameWriter(LIMITS);
  private final FrameReader reader = new FrameReader(LIMITS);

  private static SampleBatch batch(long sequence, List<Sample> samples) {
    return new SampleBatch(Lane.LIVE, 9, sequence, Instant.EPOCH, samples);
  }

  private static Sample sample(int i) {
    return Sample.of(SeriesKey.of("m" + i), i);
  }

  private static List<Sample> samples(int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i));
    }
    return samples;
  }

  /** Over the bytes, as the other end sees it. */
  private SampleBatch across(SeriesDictionary.Outgoing outgoing) {
    for (Frame.Series series : outgoing.series()) {
      Decoded.Ok decoded = assertInstanceOf(Decoded.Ok.class, reader.read(writer.write(series)));
      assertEquals(Optional.empty(), receiver.learn((Frame.Series) decoded.frame()));
    }
    Decoded.Ok decoded =
        assertInstanceOf(Decoded.Ok.class, reader.read(writer.write(outgoing.samples())));
    return assertInstanceOf(
            SeriesDictionary.Resolved.Batch.class,
            receiver.resolve((Frame.Samples) decoded.frame()))
        .batch();
  }

  @Test
  void aSeriesIsIntroducedOnce() {
    SeriesDictionary.Outgoing first = sender.encode(batch(1, samples(2)));
    assertEquals(
        List.of(new Frame.Series(0, List.of(SeriesKey.of("m0"), SeriesKey.of("m1")))),
        first.series());
    SeriesDictionary.Outgoing second = sender.encode(batch(2, samples(3)));
    assertEquals(List.of(new Frame.Series(2, List.of(SeriesKey.of("m2")))), second.series());
    assertEquals(List.of(), sender.encode(batch(3, samples(3))).series());
  }

  @Property(tries = 50)
  void batchesArriveAsTheyWereSent(
      @ForAll @IntRange(max = 300) int one, @ForAll @IntRange(max = 300) int two) {
    SeriesDictionaryTest fresh = new SeriesDictionaryTest();
    SampleBatch first = batch(1, samples(one));
    SampleBatch second = batch(2, samples(two));
    assertEquals(first, fresh.across(fresh.sender.encode(first)));
    assertEquals(second, fresh.across(fresh.sender.encode(second)));
  }

  @Test
  void theLargestBatchOfTheLongestNamesTravels() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < LIMITS.series(); i++) {
      TreeMap<String, String> attributes = new TreeMap<>();
      for (int a = 0; a < (i % 100 == 0 ? LIMITS.attributes() : 1); a++) {
        attributes.put("attribute" + a, "\u20ac".repeat(341));
      }
      samples.add(
          new Sample(
              new SeriesKey("metric." + i, new Attributes(attributes)), Reading.of(Math.PI * i)));
    }
    SampleBatch largest = batch(1, samples);
    SeriesDictionary.Outgoing outgoing = sender.encode(largest);
    for (Frame.Series series : outgoing.series()) {
      assertTrue(writer.write(series).length <= LIMITS.frameBytes());
    }
    assertTrue(writer.write(outgoing.samples()).length <= LIMITS.frameBytes());
    assertEquals(0, outgoing.dropped());
    assertEquals(largest, across(outgoing));
  }

  @Test
  void whatCannotTravelIsLeftOutAndCounted() {
    TreeMap<String, String> many = new TreeMap<>();
    for (int i = 0; i <= LIMITS.attributes(); i++) {
      many.put("a" + i, "v");
    }
    List<Sample> samples =
        List.of(
            sample(0),
            Sample.of(SeriesKey.of("x".repeat(1025)), 1),
            Sample.of(new SeriesKey("m", new Attributes(many)), 1));
    SeriesDictionary.Outgoing outgoing = sender.encode(batch(1, samples));
    assertEquals(2, outgoing.dropped());
    assertEquals(batch(1, samples(1)), across(outgoing));
  }

  @Test
  void aFullDictionaryKeepsWhatItKnows() {
    sender.encode(batch(1, samples(LIMITS.series())));
    SeriesDictionary.Outgoing outgoing =
        sender.encode(batch(2, List.of(sample(5), sample(LIMITS.series()))));
    assertEquals(1, outgoing.dropped());
    assertEquals(List.of(5), outgoing.samples().ids());
  }

  @Test
  void theReceiverRefusesHolesOverflowAndStrangers() {
    assertEquals(
        Optional.of(new WireProblem.SeriesOutOfOrder(0, 1)),
        receiver.learn(new Frame.Series(1, List.of(SeriesKey.of("m")))));
    List<SeriesKey> all = samples(LIMITS.series()).stream().map(Sample::series).toList();
    assertEquals(Optional.empty(), receiver.learn(new Frame.Series(0, all)));
    assertEquals(
        Optional.of(new WireProblem.TooLong("series dictionary", 2_001, 2_000)),
        receiver.learn(new Frame.Series(2_000, List.of(SeriesKey.of("m")))));
    assertEquals(
        new SeriesDictionary.Resolved.Bad(new WireProblem.UnknownSeries(0)),
        new SeriesDictionary.Receiver(LIMITS)
            .resolve(sender.encode(batch(1, samples(1))).samples()));
  }
}
