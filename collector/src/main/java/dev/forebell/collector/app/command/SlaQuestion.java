package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Amounts;
import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.common.config.Parsed;
import java.time.Instant;
import java.util.Optional;

/**
 * One question, understood.
 *
 * @param time of the calendar asked for, as the contract reads it
 */
record SlaQuestion(WorkingTime time, Instant start, Amount amount) {

  /**
   * Understands a question.
   *
   * @param calendar empty: the contract's
   * @return bad with one sentence otherwise
   */
  static Parsed<SlaQuestion> of(
      SlaBook book, Optional<String> calendar, Optional<String> start, Optional<String> amount) {
    SlaTexts texts = new SlaTexts();
    if (start.isEmpty()) {
      return Parsed.bad(texts.sentence("no_start"), "");
    }
    if (amount.isEmpty()) {
      return Parsed.bad(texts.sentence("no_amount"), "");
    }
    Optional<Instant> from = Rfc3339.parse(start.get());
    if (from.isEmpty()) {
      return Parsed.bad(texts.sentence("bad_start", start.get()), "");
    }
    return switch (Amounts.parse(amount.get())) {
      case Parsed.Bad<Amount>(String why, String expected) ->
          Parsed.bad(texts.sentence("bad_amount", why, expected), "");
      case Parsed.Good<Amount>(Amount known) ->
          book.time(calendar, from.get())
              .map(time -> new SlaQuestion(time, from.get(), book.read(known, from.get())));
    };
  }
}
