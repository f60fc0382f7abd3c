package dev.forebell.collector.config;

import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Durations by kind of host. */
final class KindTimes {
  private static final List<String> KINDS =
      Arrays.stream(HostKind.values()).map(HostKind::id).toList();

  private KindTimes() {}

  /**
   * Those that the map names.
   *
   * @param time reads one of them, with its bounds
   */
  static SortedMap<HostKind, Duration> read(
      YamlMap map, Function<YamlValue, Optional<Duration>> time) {
    SortedMap<HostKind, Duration> times = new TreeMap<>();
    for (String key : map.keys()) {
      map.get(key).ifPresent(value -> put(times, key, value, time));
    }
    return times;
  }

  private static void put(
      SortedMap<HostKind, Duration> times,
      String key,
      YamlValue value,
      Function<YamlValue, Optional<Duration>> time) {
    HostKind.parse(key)
        .ifPresentOrElse(
            kind -> time.apply(value).ifPresent(read -> times.put(kind, read)),
            () ->
                value.problem(
                    "unknown kind of host" + NearestName.hint(key, KINDS),
                    "one of " + String.join(", ", KINDS)));
  }
}
