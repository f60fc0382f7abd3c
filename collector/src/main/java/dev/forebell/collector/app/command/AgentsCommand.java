package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell agents ...}: the agents that enrolled, and the copies that were kept out. */
@Command(
    name = "agents",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists and revokes the agents that enrolled; decides about copies of machines.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector, or no such agent",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class AgentsCommand {
  private static final String PATH = "/api/v1/agents";

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Agents by host, then the machines that were kept out.")
  int list(@Mixin ClientOptions options) {
    return Asking.run(spec.commandLine(), options, client -> client.get(PATH), AgentTexts::agents);
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Withdraws an agent's identity; its session is cut at once.")
  int revoke(
      @Mixin ClientOptions options,
      @Parameters(paramLabel = "AGENT", description = "Its id or its host.") String agent,
      @Mixin AuthorOption author) {
    return submit(options, agent, "revoke", author, AgentTexts::agentRevoked);
  }

  @Command(
      name = "accept",
      mixinStandardHelpOptions = true,
      description =
          "Says that the machine that was kept out is this agent's own: moved or rebuilt, no copy.")
  int accept(
      @Mixin ClientOptions options,
      @Parameters(paramLabel = "AGENT", description = "Its id or its host.") String agent,
      @Mixin AuthorOption author) {
    return submit(options, agent, "accept", author, AgentTexts::accepted);
  }

  private int submit(
      ClientOptions options,
      String agent,
      String verb,
      AuthorOption author,
      Function<JsonObject, String> text) {
    JsonObject request = author.order();
    String path = PATH + "/" + URLEncoder.encode(agent, StandardCharsets.UTF_8) + "/" + verb;
    return Asking.run(spec.commandLine(), options, client -> client.post(path, request), text);
  }
}
