package dev.forebell.collector.app.command;

import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Questions about promises: when is it due, and why then. */
@Command(
    name = "sla",
    mixinStandardHelpOptions = true,
    description = "Computes deadlines in working time, and explains them.",
    subcommands = {SlaDeadlineCommand.class, SlaExplainCommand.class})
public final class SlaCommand implements Runnable {
  private final InputStream input;

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  /** Reads questions from the process's standard input. */
  public SlaCommand() {
    this(System.in);
  }

  /**
   * @param input where many questions come from
   */
  public SlaCommand(InputStream input) {
    this.input = input;
  }

  InputStream input() {
    return input;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), new SlaTexts().sentence("no_subcommand"));
  }
}
