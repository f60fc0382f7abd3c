package dev.forebell.collector.app.command;

import dev.forebell.collector.app.simulate.FleetPlan;
import dev.forebell.collector.app.simulate.FleetScript;
import dev.forebell.collector.app.simulate.Simulation;
import dev.forebell.collector.app.simulate.SimulationResult;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code forebell simulate}: sizing, training, acceptance. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a fleet of simulated agents over the real wire against a collector of its own with your"
          + " rules, lets a script of mishaps befall them, and says what the collector reported,"
          + " how soon, and what it cost.",
      "Nothing of yours is touched: folder, ports and desk are gone afterwards."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:what the script expects was reported, and nothing else",
      "1:something was missing or unexpected, or it did not start",
      "2:wrong usage, or a mistake in the script"
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_AGENTS = 10_000;
  private static final int MOST_SERIES = 2_000;

  @Option(
      names = "--agents",
      paramLabel = "N",
      description = "Agents, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int agents = 100;

  @Option(
      names = "--series",
      paramLabel = "N",
      description = "Series of each agent, 8 to 2000 (default: ${DEFAULT-VALUE}).")
  private int series = 150;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Between two samples of an agent (default: 10s).")
  private Duration interval = Duration.ofSeconds(10);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "How long everybody is connected before anything is measured or happens (default: none).")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--length",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long, once everybody is connected (default: 1m).")
  private Duration length = Duration.ofMinutes(1);

  @Option(
      names = "--site",
      paramLabel = "N",
      description = "Hosts of one site (default: ${DEFAULT-VALUE}).")
  private int perSite = 50;

  @Option(names = "--tls", description = "Agents talk over TLS, on the agents' own port.")
  private boolean tls;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same values (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "What happens meanwhile (docs/simulate.md); left out: nothing.")
  private Optional<Path> script = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Configuration folder whose rules apply (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("config");

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Reads {@code 10s}, {@code 2m}. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return switch (Quantity.duration(text)) {
        case Parsed.Good<Duration>(Duration time) when time.toMillis() >= 100 -> time;
        case Parsed<Duration> _ ->
            throw new TypeConversionException(
                "'" + text + "' is no time of at least 100ms; expected for example 10s or 2m");
      };
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    SimulateText text = new SimulateText(spec.commandLine().getOut(), spec.commandLine().getErr());
    check("--agents", agents, 1, MOST_AGENTS);
    check("--series", series, 8, MOST_SERIES);
    check("--site", perSite, 1, MOST_AGENTS);
    Problems problems = new Problems();
    try {
      FleetScript happens =
          script.isPresent()
              ? FleetScript.parse(script.get().toString(), Files.readString(script.get()), problems)
              : FleetScript.none();
      if (!problems.isEmpty()) {
        text.problems(problems);
        return 2;
      }
      FleetPlan plan = new FleetPlan(agents, series, interval, warmUp, length, perSite, tls, seed);
      SimulationResult result =
          new Simulation(plan, happens, config, text::board, text::progress).run();
      text.result(result, json);
      return result.asExpected() ? 0 : 1;
    } catch (IOException e) {
      text.failed(e);
      return 1;
    }
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          option + " " + value + " is out of range; expected " + least + " to " + most);
    }
  }
}
