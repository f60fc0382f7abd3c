package dev.forebell.collector.json;

import dev.forebell.collector.engine.condition.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A forecast in words, in the customer's own time. */
final class FillsSentence {
  /** From here on a weekday alone might be taken for the one of this week. */
  private static final Duration SAME_WEEK = Duration.ofDays(6);

  private final Evidence.Fills fills;
  private final Sentences sentences;

  private FillsSentence(Evidence.Fills fills, Sentences sentences) {
    this.fills = fills;
    this.sentences = sentences;
  }

  static String of(Evidence.Fills fills, Sentences sentences) {
    return new FillsSentence(fills, sentences).text();
  }

  private String text() {
    String metric = fills.series().metric();
    return sentences.say(
        "fills",
        end(),
        time(fills.reached().earliest()),
        time(fills.reached().latest()),
        fills.series().toString(),
        sentences.number(metric, fills.value().value()),
        sentences.number(metric, fills.slopePerDay()),
        length(fills.span()),
        length(fills.history()),
        sentences.number("utilization", fills.confidence()));
  }

  private String end() {
    String when = time(fills.reached().likely());
    boolean full = fills.limit() == 0 || fills.limit() == 1;
    String end =
        full
            ? sentences.say("fills.full", when)
            : sentences.say(
                "fills.limit", when, sentences.number(fills.series().metric(), fills.limit()));
    Optional<Instant> before =
        fills.lastOpen().filter(open -> open.isBefore(fills.reached().likely()));
    return before.map(open -> sentences.say("fills.hour", end, time(open))).orElse(end);
  }

  /** {@code Sunday 03:10}; with its date if it is not of this week. */
  private String time(Instant at) {
    Duration far = Duration.between(fills.value().at(), at).abs();
    String pattern =
        sentences.say(far.compareTo(SAME_WEEK) < 0 ? "fills.weekday" : "fills.weekday.date");
    return DateTimeFormatter.ofPattern(pattern, sentences.locale()).format(at.atZone(fills.zone()));
  }

  /** {@code 20 h}, {@code 5 d}. */
  private String length(Duration length) {
    return length.toHours() < 48
        ? sentences.say("hours", Long.toString(length.toHours()))
        : sentences.say("days", Long.toString(length.toDays()));
  }
}
