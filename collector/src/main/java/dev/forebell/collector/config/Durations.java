package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.Optional;

/** Durations with bounds. */
final class Durations {
  private Durations() {}

  /** A duration from {@code least} to {@code most}, both written as in the file. */
  static Optional<Duration> within(YamlValue value, String least, String most) {
    String expected = "a duration from " + least + " to " + most;
    return value.parse(
        text ->
            switch (Quantity.duration(text)) {
              case Parsed.Good<Duration>(Duration d)
                  when d.compareTo(known(least)) < 0 || d.compareTo(known(most)) > 0 ->
                  Parsed.bad(Quantity.quoted(text) + " is out of range", expected);
              case Parsed<Duration> other -> other;
            },
        expected);
  }

  private static Duration known(String text) {
    return Quantity.duration(text).toOptional().orElseThrow();
  }
}
