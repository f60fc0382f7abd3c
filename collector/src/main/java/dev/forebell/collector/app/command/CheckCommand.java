package dev.forebell.collector.app.command;

import dev.forebell.collector.config.CalendarDoubts;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Contents;
import dev.forebell.collector.config.ContractGaps;
import dev.forebell.collector.config.DutyGaps;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.config.LoadedJson;
import dev.forebell.collector.config.OverrideCheck;
import dev.forebell.common.config.Problem;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration folder and says everything that is wrong with it; starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a configuration folder and prints every mistake as file:line:column: what, and what"
          + " was expected. File names are relative to the folder."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no mistakes; there may be warnings",
      "1:mistakes: a collector would not take this configuration",
      "2:wrong usage, such as a folder that does not exist"
    })
public final class CheckCommand implements Callable<Integer> {
  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.check");

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "config",
      description = "Configuration folder (default: ${DEFAULT-VALUE}).")
  private Path dir = Path.of("config");

  @Option(names = "--json", description = "Print one line of JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  private final InstantSource wall;

  /** Checks as of now. */
  public CheckCommand() {
    this(InstantSource.system());
  }

  /**
   * @param wall tells which years' special days are needed by now
   */
  public CheckCommand(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(dir)) {
      throw new ParameterException(spec.commandLine(), sentence("no_folder", dir.toString()));
    }
    Loaded loaded = withWarningsOfToday(ConfigurationFiles.load(dir));
    if (json) {
      out().println(LoadedJson.of(loaded));
    } else {
      print(loaded);
    }
    return loaded instanceof Loaded.Ok ? 0 : 1;
  }

  /** What is over by now, or not yet known although it is needed, is worth a warning. */
  private Loaded withWarningsOfToday(Loaded loaded) {
    if (!(loaded instanceof Loaded.Ok(var configuration, List<Problem> warnings))) {
      return loaded;
    }
    List<Problem> all = new ArrayList<>(warnings);
    all.addAll(OverrideCheck.ended(configuration, wall.instant()));
    all.addAll(IdleSuppressions.of(configuration, wall.instant()));
    all.addAll(ContractGaps.at(wall.instant(), configuration));
    all.addAll(DutyGaps.at(wall.instant(), configuration));
    all.addAll(CalendarDoubts.at(wall.instant(), configuration));
    return new Loaded.Ok(configuration, List.copyOf(all));
  }

  private void print(Loaded loaded) {
    PrintWriter err = spec.commandLine().getErr();
    loaded.warnings().forEach(problem -> err.println(sentence("warning", problem.toString())));
    int warnings = loaded.warnings().size();
    switch (loaded) {
      case Loaded.Ok(var configuration, List<Problem> _) -> {
        List<Object> counts = new ArrayList<>(Contents.of(configuration).counts().values());
        counts.addFirst(dir.toString());
        out().println(sentence("read", counts.toArray()));
        out().println(sentence("fine", warnings));
      }
      case Loaded.Bad(List<Problem> errors, List<Problem> _) -> {
        errors.forEach(err::println);
        out().println(sentence("broken", dir.toString(), errors.size(), warnings));
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private String sentence(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ENGLISH).format(values);
  }
}
