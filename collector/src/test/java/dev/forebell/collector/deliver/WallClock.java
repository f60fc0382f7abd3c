package dev.forebell.collector.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as desks write them that do not say their zone, such as {@code 2026-11-21 17:00:00}. */
record WallClock(ZoneId zone) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  String at(Instant instant) {
    return instant.atZone(zone).format(TIME);
  }
}
