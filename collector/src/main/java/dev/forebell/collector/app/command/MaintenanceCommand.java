package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code forebell maintenance ...}: maintenance windows of a running collector. */
@Command(
    name = "maintenance",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Lists, gives and ends maintenance windows: what goes wrong meanwhile is written down, and"
            + " announced if it outlives them.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class MaintenanceCommand {
  private static final String PATH = "/api/v1/maintenance";

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
        SuppressionTexts::windows);
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Takes hosts into maintenance, all of the customer if none are named.")
  int add(@Mixin ClientOptions options, @Mixin SpanOptions span, @Mixin HostOptions hosts) {
    JsonObject request = hosts.into(span.request(spec, "to", Instant.now()));
    return Asking.run(
        spec.commandLine(), options, client -> client.post(PATH, request), SuppressionTexts::given);
  }

  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      description = "Gives it another end: now, or with --at earlier or later than it was.")
  int end(@Mixin ClientOptions options, @Mixin EndOptions end) {
    return end.ask(spec, options, PATH);
  }
}
