package dev.forebell.collector.app.command;

import dev.forebell.common.config.Quantity;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell enrol ...}: what lets machines become agents. */
@Command(
    name = "enrol",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes, lists and revokes the tokens that machines enrol with.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class EnrolCommand {
  private static final String PATH = "/api/v1/enrolment/tokens";

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints the one command to run on the machine.")
  int create(
      @Mixin ClientOptions options,
      @Option(names = "--customer", paramLabel = "CUSTOMER", required = true) String customer,
      @Option(names = "--site", paramLabel = "SITE", required = true) String site,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              defaultValue = "server",
              description =
                  "server, vdi_host, virtualisation_host, broker, gateway or desktop (default:"
                      + " ${DEFAULT-VALUE}).")
          String kind,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              description =
                  "Only for this host, which the machine becomes whatever it calls itself; an"
                      + " agent that stands for it now is replaced.")
          Optional<String> host,
      @Option(
              names = "--uses",
              paramLabel = "N",
              defaultValue = "1",
              description = "How many machines it admits (default: ${DEFAULT-VALUE}).")
          int uses,
      @Option(
              names = "--ttl",
              paramLabel = "DURATION",
              defaultValue = "24h",
              description = "How long it can be used (default: ${DEFAULT-VALUE}).")
          String ttl,
      @Option(
              names = "--clones",
              description =
                  "Copies of a machine that it admits become hosts of their own; each costs a use.")
          boolean clones,
      @Option(
              names = "--pool",
              paramLabel = "POOL",
              description =
                  "For the seats of a pool of desktops that are reset: each keeps its host over"
                      + " every reset and may go without a word.")
          Optional<String> pool,
      @Option(
              names = "--retire-after",
              paramLabel = "DURATION",
              description = "Forget a host that was not seen for so long.")
          Optional<String> retire,
      @Mixin AuthorOption author) {
    JsonObject order =
        new JsonObject()
            .put("customer", customer)
            .put("site", site)
            .put("kind", kind)
            .put("uses", uses)
            .put("ttl_seconds", seconds("--ttl", ttl))
            .put("clones", clones)
            .put("by", author.name());
    host.ifPresent(id -> order.put("host", id));
    pool.ifPresent(name -> order.put("pool", name));
    retire.ifPresent(age -> order.put("retire_after_seconds", seconds("--retire-after", age)));
    return Asking.run(
        spec.commandLine(), options, client -> client.post(PATH, order), AgentTexts::created);
  }

  private int seconds(String option, String text) {
    return Quantity.duration(text)
        .toOptional()
        .map(Duration::toSeconds)
        .filter(seconds -> seconds > 0 && seconds <= Integer.MAX_VALUE)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), AgentTexts.say("bad.duration", option, text)));
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "All tokens.")
  int list(@Mixin ClientOptions options) {
    return Asking.run(spec.commandLine(), options, client -> client.get(PATH), AgentTexts::tokens);
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a token; the agents that came with it stay.")
  int revoke(
      @Mixin ClientOptions options,
      @Parameters(paramLabel = "TOKEN", description = "Its id, as 'list' shows it.") String id,
      @Mixin AuthorOption author) {
    JsonObject request = author.order();
    String path = PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/revoke";
    return Asking.run(
        spec.commandLine(), options, client -> client.post(path, request), AgentTexts::revoked);
  }
}
