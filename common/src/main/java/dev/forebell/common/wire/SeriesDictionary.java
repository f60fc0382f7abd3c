package dev.forebell.common.wire;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ids for series within one connection, so that a sample costs bytes and not names. */
public final class SeriesDictionary {
  private SeriesDictionary() {}

  /**
   * What to send for one batch, in this order.
   *
   * @param series introduces what the other end does not know yet; often empty
   * @param samples the batch
   * @param dropped samples that cannot travel: the dictionary is full or a name is too long
   */
  public record Outgoing(List<Frame.Series> series, Frame.Samples samples, int dropped) {
    public Outgoing {
      series = List.copyOf(series);
    }
  }

  /** The sender's end: gives ids from 0 in order of first use. One per connection, one thread. */
  public static final class Sender {
    private final WireLimits limits;
    private final Map<SeriesKey, Integer> ids = new LinkedHashMap<>();

    public Sender(WireLimits limits) {
      this.limits = limits;
    }

    /** The frames that carry {@code batch}. */
    public Outgoing encode(SampleBatch batch) {
      int known = ids.size();
      List<SeriesKey> fresh = new ArrayList<>();
      List<Integer> sampleIds = new ArrayList<>(batch.samples().size());
      List<Reading> readings = new ArrayList<>(batch.samples().size());
      for (Sample sample : batch.samples()) {
        Optional<Integer> id = id(sample.series(), fresh);
        if (id.isPresent() && sampleIds.size() < limits.samples()) {
          sampleIds.add(id.get());
          readings.add(sample.reading());
        }
      }
      Frame.Samples samples =
          new Frame.Samples(
              batch.lane(),
              batch.epoch(),
              batch.sequence(),
              batch.sampledAt(),
              sampleIds,
              readings);
      return new Outgoing(frames(known, fresh), samples, batch.samples().size() - sampleIds.size());
    }

    private Optional<Integer> id(SeriesKey key, List<SeriesKey> fresh) {
      Integer known = ids.get(key);
      if (known != null) {
        return Optional.of(known);
      }
      if (ids.size() == limits.series() || !travels(key)) {
        return Optional.empty();
      }
      int id = ids.size();
      ids.put(key, id);
      fresh.add(key);
      return Optional.of(id);
    }

    private boolean travels(SeriesKey key) {
      return limits.fits(key.metric())
          && key.attributes().values().size() <= limits.attributes()
          && key.attributes().values().entrySet().stream()
              .allMatch(e -> limits.fits(e.getKey()) && limits.fits(e.getValue()));
    }

    /** Cut so that each frame stays within one WebSocket frame. */
    private List<Frame.Series> frames(int firstId, List<SeriesKey> fresh) {
      List<Frame.Series> frames = new ArrayList<>();
      int from = 0;
      long bytes = 0;
      for (int i = 0; i < fresh.size(); i++) {
        long size = mostBytes(fresh.get(i));
        if (bytes + size > limits.frameBytes() - 16 && i > from) {
          frames.add(new Frame.Series(firstId + from, fresh.subList(from, i)));
          from = i;
          bytes = 0;
        }
        bytes += size;
      }
      if (from < fresh.size()) {
        frames.add(new Frame.Series(firstId + from, fresh.subList(from, fresh.size())));
      }
      return frames;
    }

    /** Upper bound of an entry's encoded size: three bytes a character, three a header. */
    private static long mostBytes(SeriesKey key) {
      long bytes = 6 + 3 + 3L * key.metric().length();
      for (var attribute : key.attributes().values().entrySet()) {
        bytes += 6 + 3L * (attribute.getKey().length() + attribute.getValue().length());
      }
      return bytes;
    }
  }

  /** What a Samples frame says, or why it cannot be understood. */
  public sealed interface Resolved {
    /** With names again. */
    record Batch(SampleBatch batch) implements Resolved {}

    /** Refused. */
    record Bad(WireProblem problem) implements Resolved {}
  }

  /** The receiver's end, bounded. One per connection, one thread. */
  public static final class Receiver {
    private final WireLimits limits;
    private final List<SeriesKey> keys = new ArrayList<>();

    public Receiver(WireLimits limits) {
      this.limits = limits;
    }

    /** Takes up new entries; a problem leaves the dictionary as it was. */
    public Optional<WireProblem> learn(Frame.Series series) {
      if (series.firstId() != keys.size()) {
        return Optional.of(new WireProblem.SeriesOutOfOrder(keys.size(), series.firstId()));
      }
      long size = (long) keys.size() + series.series().size();
      if (size > limits.series()) {
        return Optional.of(new WireProblem.TooLong("series dictionary", size, limits.series()));
      }
      keys.addAll(series.series());
      return Optional.empty();
    }

    /** The batch with its series named. */
    public Resolved resolve(Frame.Samples samples) {
      List<Sample> named = new ArrayList<>(samples.ids().size());
      for (int i = 0; i < samples.ids().size(); i++) {
        int id = samples.ids().get(i);
        if (id >= keys.size()) {
          return new Resolved.Bad(new WireProblem.UnknownSeries(id));
        }
        named.add(new Sample(keys.get(id), samples.readings().get(i)));
      }
      return new Resolved.Batch(
          new SampleBatch(
              samples.lane(), samples.epoch(), samples.sequence(), samples.sampledAt(), named));
    }
  }
}
