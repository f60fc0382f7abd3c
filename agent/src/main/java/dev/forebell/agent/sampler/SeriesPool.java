package dev.forebell.agent.sampler;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets equal series of successive samples be one object: hours of samples may wait in the buffer,
 * and a series weighs ten times a reading. Holds the series of the last sample only.
 */
@Pure
final class SeriesPool {
  private Map<SeriesKey, SeriesKey> last = new HashMap<>();

  /** The same samples, on the series objects of the call before where they are equal. */
  List<Sample> share(List<Sample> samples) {
    Map<SeriesKey, SeriesKey> now = new HashMap<>();
    List<Sample> shared = samples.stream().map(sample -> share(sample, now)).toList();
    last = now;
    return shared;
  }

  private Sample share(Sample sample, Map<SeriesKey, SeriesKey> now) {
    SeriesKey series = last.getOrDefault(sample.series(), sample.series());
    now.put(series, series);
    return new Sample(series, sample.reading());
  }
}
