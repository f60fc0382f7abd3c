package dev.forebell.agent.probe;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.SeriesKey;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One mounted file system: what is mounted, where, and of which type.
 *
 * @param readOnly whether it cannot be written now
 */
record Mount(String device, String mountpoint, String type, boolean readOnly) {
  /** One that can be written. */
  Mount(String device, String mountpoint, String type) {
    this(device, mountpoint, type, false);
  }

  /** Series of this file system, of one state where the metric tells states apart. */
  SeriesKey series(MetricDescriptor metric, Optional<String> state) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put(Metrics.DEVICE, device);
    attributes.put(Metrics.MOUNTPOINT, mountpoint);
    attributes.put(Metrics.FILESYSTEM_TYPE, type);
    state.ifPresent(s -> attributes.put(Metrics.FILESYSTEM_STATE, s));
    return new SeriesKey(metric.name(), Attributes.of(attributes));
  }

  /** Whether reading it can hang for as long as a server or a user's program is away. */
  boolean mayHang() {
    return FilesystemTypes.mayHang(type);
  }
}
