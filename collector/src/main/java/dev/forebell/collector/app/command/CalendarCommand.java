package dev.forebell.collector.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Work on calendars' lists of special days. */
@Command(
    name = "calendar",
    mixinStandardHelpOptions = true,
    description = "Turns published year lists into lists of special days.",
    subcommands = CalendarImportCommand.class)
public final class CalendarCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), CalendarImportCommand.sentence("no_subcommand"));
  }
}
