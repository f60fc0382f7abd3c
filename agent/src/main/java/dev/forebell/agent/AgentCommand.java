package dev.forebell.agent;

import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.UserLanguage;
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
    versionProvider = AgentCommand.Version.class,
    resourceBundle = AgentCommand.MESSAGES,
    subcommands = {
      RunCommand.class,
      ProbeCommand.class,
      StatusCommand.class,
      EnrolCommand.class,
      SealCommand.class
    })
final class AgentCommand implements Runnable {
  static final String MESSAGES = "dev.forebell.agent.messages";

  // Read before anything is parsed: the words of a mistake are in the language too.
  @Option(names = "--lang", paramLabel = "LANGUAGE", scope = ScopeType.INHERIT)
  @SuppressWarnings("UnusedVariable") // picocli checks it
  private UserLanguage lang = UserLanguage.en;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Does what a person asked for, in the person's language.
   *
   * @return the exit code
   */
  static int run(String... args) {
    Locale language = UserLanguage.of(System.getenv(), args).locale();
    return commandLine()
        .setResourceBundle(ResourceBundle.getBundle(MESSAGES, language, UserLanguage.ONLY_THIS))
        .execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new AgentCommand());
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
