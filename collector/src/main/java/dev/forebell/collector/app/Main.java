package dev.forebell.collector.app;

import dev.forebell.collector.app.command.AgentsCommand;
import dev.forebell.collector.app.command.CalendarCommand;
import dev.forebell.collector.app.command.ChannelCommand;
import dev.forebell.collector.app.command.CheckCommand;
import dev.forebell.collector.app.command.CollectorCommand;
import dev.forebell.collector.app.command.DeadLetterCommand;
import dev.forebell.collector.app.command.DrillCommand;
import dev.forebell.collector.app.command.EnrolCommand;
import dev.forebell.collector.app.command.IncidentCommand;
import dev.forebell.collector.app.command.MaintenanceCommand;
import dev.forebell.collector.app.command.ReplayCommand;
import dev.forebell.collector.app.command.ReportCommand;
import dev.forebell.collector.app.command.RulesCommand;
import dev.forebell.collector.app.command.SilenceCommand;
import dev.forebell.collector.app.command.SimulateCommand;
import dev.forebell.collector.app.command.SlaCommand;
import dev.forebell.collector.app.command.Spoken;
import dev.forebell.collector.app.command.TokenCommand;
import dev.forebell.collector.app.command.UpCommand;
import dev.forebell.collector.app.command.WebhookCommand;
import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.UserLanguage;
import dev.forebell.common.log.LogLine;
import java.lang.System.Logger.Level;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The launcher's entry: names the commands and hands over. */
@Command(
    name = "forebell",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "The alarm that rings before the phone does.",
    footer = {
      "",
      "agent run | probe | status | enrol | seal are commands of the agent: forebell agent --help."
    },
    subcommands = {
      UpCommand.class,
      CollectorCommand.class,
      CheckCommand.class,
      ReplayCommand.class,
      SlaCommand.class,
      RulesCommand.class,
      CalendarCommand.class,
      EnrolCommand.class,
      AgentsCommand.class,
      IncidentCommand.class,
      SilenceCommand.class,
      MaintenanceCommand.class,
      DeadLetterCommand.class,
      WebhookCommand.class,
      ChannelCommand.class,
      ReportCommand.class,
      TokenCommand.class,
      DrillCommand.class,
      SimulateCommand.class
    })
public final class Main {
  // Read before anything is parsed: the words of a mistake are in the language too.
  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      scope = ScopeType.INHERIT,
      description = "${COMPLETION-CANDIDATES} (default: as LC_ALL or LANG say).")
  @SuppressWarnings("UnusedVariable") // picocli checks it
  private UserLanguage lang = UserLanguage.en;

  private Main() {}

  /** Runs the command and exits with its code: 0 done, 1 refused or failed, 2 wrong usage. */
  public static void main(String[] args) {
    LogLine.install();
    Locale.setDefault(Locale.Category.DISPLAY, UserLanguage.of(System.getenv(), args).locale());
    System.exit(commandLine().setExecutionExceptionHandler(Main::unexpected).execute(args));
  }

  /** All commands, in the language of {@link Spoken}. */
  static CommandLine commandLine() {
    CommandLine forebell = new CommandLine(new Main());
    Spoken.usage().ifPresent(forebell::setResourceBundle);
    return forebell;
  }

  /** What no command foresaw: one line for the user, the stack with the log's errors. */
  private static int unexpected(Exception failure, CommandLine command, ParseResult parsed) {
    System.getLogger(Main.class.getName())
        .log(Level.ERROR, "this should not happen, please report it", failure);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"forebell " + BuildVersion.of("collector")};
    }
  }
}
