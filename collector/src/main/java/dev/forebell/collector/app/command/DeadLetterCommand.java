package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell deadletter ...}: notices of a running collector that were given up. */
@Command(
    name = "deadletter",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists notices that no attempt delivered, says why, and tries them again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class DeadLetterCommand {
  private static final String PATH = "/api/v1/dead-letters";

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest first.")
  int list(
      @Mixin ClientOptions options,
      @Mixin DeadLetterOptions which,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "At most so many, to 500 (default: 100).")
          int limit) {
    return Asking.run(
        spec.commandLine(),
        options,
        client -> client.get(PATH + "?limit=" + limit + which.query()),
        DeadLetterTexts::list);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One with its reason, what to do about it, and what it would have told.")
  int show(@Mixin ClientOptions options, @Parameters(paramLabel = "ID") long id) {
    return Asking.run(
        spec.commandLine(), options, client -> client.get(PATH + "/" + id), DeadLetterTexts::show);
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description =
          "Tries them again, with the same webhook id: by number, or all that match, or --all.")
  int replay(
      @Mixin ClientOptions options,
      @Mixin DeadLetterOptions which,
      @Option(names = "--all", description = "Every one.") boolean all,
      @Parameters(paramLabel = "ID", arity = "0..*") List<Long> ids) {
    JsonObject request = which.request(all);
    List<Long> named = ids == null ? List.of() : ids;
    if (named.isEmpty() == request.isEmpty()) {
      throw new ParameterException(spec.commandLine(), DeadLetterTexts.say("which"));
    }
    if (named.isEmpty()) {
      return replay(options, PATH + "/replay", request);
    }
    int worst = 0;
    for (long id : named) {
      worst = Math.max(worst, replay(options, PATH + "/" + id + "/replay", new JsonObject()));
    }
    return worst;
  }

  private int replay(ClientOptions options, String path, JsonObject request) {
    return Asking.run(
        spec.commandLine(),
        options,
        client -> client.post(path, request),
        DeadLetterTexts::replayed);
  }
}
