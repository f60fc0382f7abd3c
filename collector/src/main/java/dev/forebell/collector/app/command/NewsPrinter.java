package dev.forebell.collector.app.command;

import dev.forebell.collector.deliver.NewsTrial;
import dev.forebell.collector.deliver.NewsTrial.Told;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Says what {@code forebell webhook try} found out about a desk's news.
 *
 * @param texts a sentence by its key and values
 * @param out takes each line
 */
record NewsPrinter(
    NewsTrial trial, BiFunction<String, Object[], String> texts, Consumer<String> out) {
  /** A callback; gives the exit code. */
  int call(String body, Map<String, String> headers) {
    NewsTrial.Belief belief = trial.belief(headers, body);
    say(
        switch (belief) {
          case PROVED -> "proved";
          case NOT_PROVED -> "not_proved";
          case NO_CALLS -> "no_calls";
        });
    boolean believed = belief == NewsTrial.Belief.PROVED || headers.isEmpty();
    return print(trial.called(headers, body)) && believed ? 0 : 1;
  }

  /** All questions, one after the other; gives the exit code. */
  int polls(Instant since) {
    boolean good = trial.polls() > 0;
    if (!good) {
      say("no_polls");
    }
    for (int number = 0; number < trial.polls(); number++) {
      if (!trial.isWanted(number, since)) {
        say("not_wanted");
        good = false;
        continue;
      }
      good &= print(trial.asked(number, since));
    }
    return good ? 0 : 1;
  }

  private boolean print(NewsTrial.Outcome outcome) {
    outcome.lines().forEach(out);
    if (outcome.told().isEmpty() && outcome.failure().isEmpty()) {
      say("no_news");
    }
    outcome.told().forEach(this::print);
    outcome.failure().ifPresent(reason -> say("not_learned", reason));
    return outcome.failure().isEmpty()
        && outcome.told().stream().noneMatch(Told.LeftOut.class::isInstance);
  }

  private void print(Told told) {
    switch (told) {
      case Told.Taken one ->
          say(
              one.text().isEmpty() ? "news" : "news.text",
              one.does(),
              one.ticket(),
              (one.bot() ? "bot:" : "") + one.by(),
              one.at().toString(),
              one.id(),
              one.text());
      case Told.LeftOut(String item) -> say("left_out", item);
    }
  }

  private void say(String key, Object... values) {
    out.accept(texts.apply(key, values));
  }
}
