package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code forebell silence ...}: silences of a running collector. */
@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Lists, gives and ends silences: what matches is written down and not announced until they"
            + " expire.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class SilenceCommand {
  private static final String PATH = "/api/v1/silences";

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "All of them, past ones included; those of the files first.")
  int list(@Mixin ClientOptions options, @Mixin CustomerOption customer) {
    return Asking.run(
        spec.commandLine(),
        options,
        client -> client.get(PATH + customer.query()),
        SuppressionTexts::silences);
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Silences what matches until it expires.")
  int add(
      @Mixin ClientOptions options,
      @Mixin SpanOptions span,
      @Option(
              names = "--match",
              paramLabel = "FIELD=PATTERN",
              required = true,
              description =
                  "rule, host, site, kind, severity, means, subject or label.NAME; * is any run of"
                      + " characters, ! in front all others. Several fields must all fit.")
          List<String> match) {
    JsonObject request = span.request(spec, "until", Instant.now()).put("match", matchers(match));
    return Asking.run(
        spec.commandLine(), options, client -> client.post(PATH, request), SuppressionTexts::given);
  }

  private JsonObject matchers(List<String> given) {
    JsonObject match = new JsonObject();
    for (String one : given) {
      int equals = one.indexOf('=');
      if (equals < 1 || equals == one.length() - 1) {
        throw new ParameterException(spec.commandLine(), SuppressionTexts.say("bad.match", one));
      }
      add(match, one.substring(0, equals), one.substring(equals + 1));
    }
    return match;
  }

  private static void add(JsonObject match, String field, String pattern) {
    boolean label = field.startsWith("label.");
    if (label && !match.containsKey("labels")) {
      match.put("labels", new JsonObject());
    }
    JsonObject into = label ? match.getJsonObject("labels") : match;
    String name = label ? field.substring("label.".length()) : field;
    JsonArray patterns = into.getJsonArray(name, new JsonArray());
    into.put(name, patterns.add(pattern));
  }

  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      description = "Gives it another end: now, or with --at earlier or later than it was.")
  int end(@Mixin ClientOptions options, @Mixin EndOptions end) {
    return end.ask(spec, options, PATH);
  }
}
