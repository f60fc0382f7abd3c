package dev.forebell.agent;

import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.UserLanguage;
import dev.forebell.common.log.LogLine;
import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code forebell agent}: the sub-commands and their exit codes. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = AgentMain.Version.class,
    resourceBundle = AgentMain.MESSAGES,
    subcommands = {
      RunCommand.class,
      ProbeCommand.class,
      StatusCommand.class,
      EnrolCommand.class,
      SealCommand.class
    })
public final class AgentMain implements Runnable {
  /** What was asked for was done. */
  static final int OK = 0;

  /** It could not be done. */
  static final int FAILED = 1;

  /** The collector, or a person, said no. */
  static final int REFUSED = 1;

  /** It did not come to an answer. */
  static final int UNREACHABLE = 4;

  /** The configuration has mistakes; they are on standard error. */
  static final int BAD_CONFIGURATION = 3;

  /** No agent answers on this host. */
  static final int NO_AGENT = 4;

  /** The agent runs but is not connected. */
  static final int NOT_CONNECTED = 5;

  static final String MESSAGES = "dev.forebell.agent.messages";

  // Read before anything is parsed: the words of a mistake are in the language too.
  @Option(names = "--lang", paramLabel = "LANGUAGE", scope = ScopeType.INHERIT)
  @SuppressWarnings("UnusedVariable") // picocli checks it
  private UserLanguage lang = UserLanguage.en;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    LogLine.install();
    Locale language = UserLanguage.of(System.getenv(), args).locale();
    System.exit(
        commandLine()
            .setResourceBundle(ResourceBundle.getBundle(MESSAGES, language, UserLanguage.ONLY_THIS))
            .execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new AgentMain());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), spec.resourceBundle().getString("missing.command"));
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"forebell agent " + BuildVersion.of("agent")};
    }
  }
}
