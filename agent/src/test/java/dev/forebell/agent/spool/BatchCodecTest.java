package dev.forebell.agent.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
  private static SampleBatch batch(long sequence, List<Sample> samples) {
    return new SampleBatch(Lane.LIVE, 5, sequence, Instant.ofEpochMilli(sequence), samples);
  }

  private static List<Sample> samples(int series, int value) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      SeriesKey key = SeriesKey.of("m" + i % 7, "device", "d" + series);
      samples.add(
          value % 5 == 0 ? Sample.unavailable(key, Cause.FAILED) : Sample.of(key, value + i));
    }
    return samples;
  }

  @Property(tries = 200)
  void eachRecordStandsForItselfWhateverCameBefore(
      @ForAll @Size(max = 12) List<@IntRange(max = 20) Integer> sizes) {
    BatchCodec writing = new BatchCodec();
    long sequence = 1;
    for (int size : sizes) {
      // each size twice: the second has the series of the first
      for (int again = 0; again < 2; again++) {
        SampleBatch batch = batch(sequence, samples(size, (int) sequence));
        byte[] payload = writing.encode(batch);
        assertEquals(Optional.of(batch), new BatchCodec().decode(payload));
        assertArrayEquals(new BatchCodec().encode(batch), payload);
        sequence++;
      }
    }
  }

  @Test
  void whatCannotTravelIsLeftOutEachTime() {
    BatchCodec codec = new BatchCodec();
    List<Sample> samples =
        List.of(Sample.of(SeriesKey.of("x".repeat(2000)), 1), samples(1, 1).get(0));
    for (long sequence = 1; sequence < 4; sequence++) {
      assertEquals(
          Optional.of(batch(sequence, samples.subList(1, 2))),
          codec.decode(codec.encode(batch(sequence, samples))));
    }
  }
}
