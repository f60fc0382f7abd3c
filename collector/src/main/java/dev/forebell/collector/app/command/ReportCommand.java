package dev.forebell.collector.app.command;

import dev.forebell.common.model.CustomerId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forebell report ...}: reports of a running collector. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reports of a running collector.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the collector",
      "2:wrong usage",
      "3:no collector answers"
    })
public final class ReportCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Command(
      name = "shadow",
      mixinStandardHelpOptions = true,
      description =
          "What would have been sent for a customer, by rule, and overrides that would have kept it"
              + " quieter.")
  int shadow(
      @Mixin ClientOptions options,
      @Option(
              names = "--customer",
              paramLabel = "CUSTOMER",
              required = true,
              converter = ReplayCommand.CustomerIds.class,
              description = "Whose.")
          CustomerId customer,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "Since when, RFC 3339 (default: 30 days before the end).")
          Optional<String> from,
      @Option(
              names = "--to",
              paramLabel = "TIME",
              description = "Until when, RFC 3339 (default: now).")
          Optional<String> to) {
    String query =
        from.map(text -> "&from=" + encoded("--from", text)).orElse("")
            + to.map(text -> "&to=" + encoded("--to", text)).orElse("");
    String path =
        "/api/v1/customers/"
            + customer
            + "/shadow-report"
            + (query.isEmpty() ? "" : "?" + query.substring(1));
    return Asking.run(spec.commandLine(), options, client -> client.get(path), ShadowTexts::of);
  }

  private String encoded(String option, String text) {
    return URLEncoder.encode(
        SpanOptions.time(spec, option, text).toString(), StandardCharsets.UTF_8);
  }
}
