package dev.forebell.collector.app.command;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** From when to when, why and who: of a window or a silence that is given. */
final class SpanOptions {
  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      required = true,
      description = "Whose hosts.")
  private String customer = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "When it begins, such as 2026-11-21T22:00:00+01:00 (default: now).")
  private Optional<String> from = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "When it ends.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--for", paramLabel = "DURATION", description = "How long, such as 2h.")
  private Optional<String> length = Optional.empty();

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why: a word to the record.")
  private String comment = "";

  @Mixin private AuthorOption author = new AuthorOption();

  /**
   * The request's common part.
   *
   * @param end name of the key that says when it ends
   */
  JsonObject request(CommandSpec spec, String end, Instant now) {
    if (until.isPresent() == length.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), SuppressionTexts.say("span.one", "--until", "--for"));
    }
    Instant begin = from.map(text -> time(spec, "--from", text)).orElse(now);
    Instant over =
        until
            .map(text -> time(spec, "--until", text))
            .orElseGet(() -> begin.plus(duration(spec, length.orElseThrow())));
    JsonObject request =
        new JsonObject()
            .put("customer", customer)
            .put(end, over.toString())
            .put("by", author.name());
    from.ifPresent(_ -> request.put("from", begin.toString()));
    return comment.isEmpty() ? request : request.put("comment", comment);
  }

  static Instant time(CommandSpec spec, String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), SuppressionTexts.say("bad.time", option, text), e);
    }
  }

  private static Duration duration(CommandSpec spec, String text) {
    return switch (Quantity.duration(text)) {
      case Parsed.Good<Duration>(Duration good) -> good;
      case Parsed.Bad<Duration>(String why, String expected) ->
          throw new ParameterException(
              spec.commandLine(), SuppressionTexts.say("bad.length", why, expected));
    };
  }
}
