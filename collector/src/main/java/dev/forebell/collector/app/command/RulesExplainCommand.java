package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.CustomerOverride;
import dev.forebell.collector.config.RuleSheet;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.model.HostId;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell rules explain}: what holds for a host, and where each of it comes from. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Prints every rule as it is judged on a host now: its levels, times and overrides, where each"
          + " of them stands, and why other rules are not for this host."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:explained",
      "1:the configuration has mistakes, or knows no such host",
      "2:wrong usage"
    })
public final class RulesExplainCommand implements Callable<Integer> {
  private final RuleTexts texts = new RuleTexts();

  @Mixin private ConfigurationOption config = new ConfigurationOption();

  @Option(names = "--json", description = "Print one line of JSON, for programs.")
  private boolean json;

  @Parameters(paramLabel = "HOST", description = "The host's id.")
  private String host = "";

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Instant now = InstantSource.system().instant();
    Optional<Configuration> configuration = config.load(err);
    if (configuration.isEmpty()) {
      err.println(texts.sentence("bad_configuration"));
      return 1;
    }
    Optional<RuleSheet> sheet =
        HostId.valid(host)
            ? RuleSheet.of(configuration.get(), new HostId(host), now)
            : Optional.empty();
    sheet.ifPresentOrElse(
        found -> print(found, now),
        () -> err.println(texts.sentence("no_host", host, config.folder().toString())));
    return sheet.isPresent() ? 0 : 1;
  }

  private void print(RuleSheet sheet, Instant now) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RuleSheetJson.of(sheet, now, texts));
      return;
    }
    long applying = sheet.rules().stream().filter(RulesExplainCommand::applies).count();
    out.println(
        texts.sentence(
            "host",
            sheet.host().id(),
            sheet.host().kind().id(),
            sheet.customer().id(),
            sheet.host().site(),
            applying));
    sheet.rules().stream()
        .filter(RulesExplainCommand::applies)
        .forEach(entry -> print(out, sheet, entry, now));
    if (applying < sheet.rules().size()) {
      out.println();
      out.println(texts.sentence("not_here"));
    }
    sheet.rules().stream()
        .filter(entry -> !applies(entry))
        .forEach(entry -> printAbsent(out, entry, now));
  }

  private static boolean applies(RuleSheet.Entry entry) {
    return !entry.inForce().isEmpty();
  }

  private void print(PrintWriter out, RuleSheet sheet, RuleSheet.Entry entry, Instant now) {
    out.println();
    out.println(
        texts.sentence("rule", entry.rule().id(), RuleTexts.kind(entry.rule()), origin(entry)));
    for (Rule rule : entry.inForce()) {
      texts
          .lines(rule, sheet.host().kind(), sheet.host().confirm())
          .forEach(line -> out.println("    " + line));
    }
    entry.overrides().forEach(one -> out.println("    " + override(one, now, texts)));
  }

  private void printAbsent(PrintWriter out, RuleSheet.Entry entry, Instant now) {
    out.println(
        "    "
            + texts.sentence(
                "missing", entry.rule().id(), origin(entry), why(entry.missing(), texts)));
    entry.overrides().forEach(one -> out.println("      " + override(one, now, texts)));
  }

  /** Why a rule is not for the host. */
  static String why(String missing, RuleTexts texts) {
    return switch (missing) {
      case "off", "verdict" -> texts.sentence(missing);
      default -> texts.sentence("scope", missing);
    };
  }

  private String origin(RuleSheet.Entry entry) {
    return entry.origin().map(Object::toString).orElseGet(() -> texts.sentence("built_in"));
  }

  private static String override(CustomerOverride one, Instant now, RuleTexts texts) {
    String until = one.change().until().map(Rfc3339::utc).orElseGet(() -> texts.sentence("never"));
    return texts.sentence(
        one.change().inForce(now) ? "override" : "override_ended",
        one.at() + RuleTexts.where(one.change().subject()),
        one.change().by(),
        until,
        one.change().reason());
  }
}
