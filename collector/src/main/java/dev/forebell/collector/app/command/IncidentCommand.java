package dev.forebell.collector.app.command;

import dev.forebell.collector.engine.incident.IncidentId;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell incident ...}: incidents of a running collector, from a terminal. */
@Command(
    name = "incident",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists, shows, acknowledges and resolves incidents of a running collector.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector, or no such incident",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class IncidentCommand {
  private static final String LIVE = "open,acknowledged,diagnosed";

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Incidents, emergencies first, then the newest.")
  int list(
      @Mixin ClientOptions options,
      @Option(
              names = "--state",
              paramLabel = "STATES",
              defaultValue = LIVE,
              description =
                  "suppressed, open, acknowledged, diagnosed, resolved, closed; several by comma"
                      + " (default: ${DEFAULT-VALUE}).")
          String states,
      @Mixin CustomerOption customer,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              defaultValue = "",
              description = "Only of this host.")
          String host,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "At most this many, up to 500 (default: ${DEFAULT-VALUE}).")
          int limit) {
    String query =
        Stream.of(
                Map.entry("state", states),
                Map.entry("customer", customer.id()),
                Map.entry("host", host),
                Map.entry("limit", Integer.toString(limit)))
            .filter(e -> !e.getValue().isEmpty())
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return run(
        options,
        client -> client.get("/api/v1/incidents?" + query),
        page -> IncidentText.list(page, Instant.now()));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One incident with its clocks and timeline.")
  int show(@Mixin ClientOptions options, @Parameters(paramLabel = "INCIDENT") String id) {
    String path = path(id);
    return run(
        options,
        client -> client.get(path),
        incident -> IncidentText.show(incident, Instant.now()));
  }

  @Command(
      name = "acknowledge",
      mixinStandardHelpOptions = true,
      description = "Says that somebody has it.")
  int acknowledge(
      @Mixin ClientOptions options,
      @Parameters(paramLabel = "INCIDENT") String id,
      @Mixin AuthorOption author,
      @Option(
              names = "--comment",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "A word to the record.")
          String comment) {
    JsonObject command = command("acknowledge", author);
    return submit(options, id, comment.isEmpty() ? command : command.put("comment", comment));
  }

  @Command(
      name = "resolve",
      mixinStandardHelpOptions = true,
      description = "Says that it is over, and why.")
  int resolve(
      @Mixin ClientOptions options,
      @Parameters(paramLabel = "INCIDENT") String id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "What ended it.")
          String reason,
      @Mixin AuthorOption author) {
    return submit(options, id, command("resolve", author).put("reason", reason));
  }

  private static JsonObject command(String name, AuthorOption author) {
    return new JsonObject().put("command", name).put("by", author.name());
  }

  private int submit(ClientOptions options, String id, JsonObject command) {
    String path = path(id) + "/commands";
    return run(options, client -> client.post(path, command), IncidentText::done);
  }

  private String path(String id) {
    if (!IncidentId.valid(id)) {
      throw new ParameterException(spec.commandLine(), IncidentText.say("bad.id", id));
    }
    return "/api/v1/incidents/" + id;
  }

  private int run(
      ClientOptions options,
      Function<CollectorClient, CollectorClient.Reply> ask,
      Function<JsonObject, String> text) {
    return Asking.run(spec.commandLine(), options, ask, text);
  }
}
