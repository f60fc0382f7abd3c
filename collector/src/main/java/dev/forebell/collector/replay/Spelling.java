package dev.forebell.collector.replay;

import dev.forebell.common.model.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a host's samples of one series are written: everything up to the colon before the value. A
 * recorder writes a series alike every time and in the same order, so the spelling that followed
 * last time is the first to be tried.
 */
final class Spelling {
  private final String text;
  private final byte[] start;
  private final SeriesKey series;
  private Optional<Spelling> follower = Optional.empty();

  Spelling(String text, SeriesKey series) {
    this(text, text.getBytes(StandardCharsets.UTF_8), series);
  }

  private Spelling(String text, byte[] start, SeriesKey series) {
    this.text = text;
    this.start = start;
    this.series = series;
  }

  /** Stands before the first sample of a host. */
  static Spelling none() {
    return new Spelling("", SeriesKey.of("none"));
  }

  /** Another host writes it alike. */
  Spelling again() {
    return new Spelling(text, start, series);
  }

  /** The same as {@link #start}. */
  String text() {
    return text;
  }

  byte[] start() {
    return start;
  }

  SeriesKey series() {
    return series;
  }

  Optional<Spelling> follower() {
    return follower;
  }

  void followedBy(Spelling next) {
    if (follower.isEmpty() || follower.orElseThrow() != next) {
      follower = Optional.of(next);
    }
  }
}
