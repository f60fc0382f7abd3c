package dev.forebell.collector.intake;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The names under which a host's values were told the last time. A host says the same series in the
 * same order time and again: so they are not made anew, and what comes after finds the very same
 * ones. For one host, one thread.
 */
@Pure
final class SeriesNames {
  private List<SeriesKey> last = List.of();
  private List<SeriesKey> now = new ArrayList<>();

  /** Another time of the host begins. */
  void begin() {
    last = now;
    now = new ArrayList<>(last.size());
  }

  /** The next series. */
  SeriesKey next(MetricDescriptor metric, String... attributes) {
    int place = now.size();
    boolean same = place < last.size() && isSame(last.get(place), metric, attributes);
    SeriesKey series = same ? last.get(place) : metric.series(attributes);
    now.add(series);
    return series;
  }

  private static boolean isSame(SeriesKey known, MetricDescriptor metric, String... attributes) {
    Map<String, String> values = known.attributes().values();
    if (!known.metric().equals(metric.name()) || values.size() * 2 != attributes.length) {
      return false;
    }
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].equals(values.get(attributes[i]))) {
        return false;
      }
    }
    return true;
  }
}
