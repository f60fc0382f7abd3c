package dev.forebell.collector.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Questions about rules: what holds for a host, and do they say what they should. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Explains the rules of a host, and tests rules on a made-up time line.",
    subcommands = {RulesExplainCommand.class, RulesTestCommand.class})
public final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), new RuleTexts().sentence("no_subcommand"));
  }
}
