package dev.forebell.collector.ingest;

import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One copy of what many agents say alike. Hosts of a fleet have mostly the same series, and their
 * names are most of what a connection would keep in memory.
 *
 * <p>Of fixed size: a name that finds its places taken by others takes one of them, so an agent
 * that makes up names costs the others their sharing for a while, and nothing else. Any thread.
 */
final class KnownSeries {
  private static final int PLACES = 1 << 15;

  /** Places that one name may stand in. */
  private static final int WAYS = 4;

  private final AtomicReferenceArray<SeriesKey> places = new AtomicReferenceArray<>(PLACES);

  /** The same frame, its names shared where they are known. */
  Frame.Series shared(Frame.Series frame) {
    return new Frame.Series(frame.firstId(), frame.series().stream().map(this::shared).toList());
  }

  private SeriesKey shared(SeriesKey key) {
    int spread = key.hashCode() * 0x9E3779B9;
    int first = (spread >>> 16) & (PLACES - 1) & -WAYS;
    for (int way = 0; way < WAYS; way++) {
      SeriesKey known = places.get(first + way);
      if (known == null) {
        places.set(first + way, key);
        return key;
      }
      if (known.equals(key)) {
        return known;
      }
    }
    places.set(first + (spread & (WAYS - 1)), key);
    return key;
  }
}
