package dev.forebell.collector.port;

import java.util.Locale;
import java.util.Optional;

/** How bad another system calls what it reports. */
public enum AlertLevel {
  /** It is over. */
  RESOLVED(0),
  /** Worth a note at most. */
  INFO(1),
  WARNING(2),
  CRITICAL(3);

  private final int value;

  AlertLevel(int value) {
    this.value = value;
  }

  /** The value of {@code forebell.alert.level}. */
  public int value() {
    return value;
  }

  /** The configuration's spelling. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word of theirs means unless the source's configuration says otherwise. */
  public static Optional<AlertLevel> usual(String word) {
    return Optional.ofNullable(
        switch (word.toLowerCase(Locale.ROOT)) {
          case "critical",
              "crit",
              "page",
              "emergency",
              "emerg",
              "alert",
              "fatal",
              "error",
              "disaster",
              "high",
              "major",
              "p1",
              "4",
              "5" ->
              CRITICAL;
          case "warning",
              "warn",
              "average",
              "medium",
              "minor",
              "ticket",
              "p2",
              "p3",
              "0",
              "2",
              "3" ->
              WARNING;
          case "info",
              "information",
              "informational",
              "notice",
              "debug",
              "low",
              "none",
              "p4",
              "p5",
              "1" ->
              INFO;
          default -> null;
        });
  }
}
