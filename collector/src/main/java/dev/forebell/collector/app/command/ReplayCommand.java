package dev.forebell.collector.app.command;

import dev.forebell.collector.app.Replay;
import dev.forebell.common.model.CustomerId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code forebell replay}: what would have happened. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Judges a file of what happened (JSON lines, docs/replay.md) by a configuration and prints"
          + " every incident event as a JSON line. The same input gives the same bytes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:replayed",
      "1:the configuration or the file has mistakes, listed on standard error",
      "2:wrong usage"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "DIR",
      description = "The configuration folder to judge by.")
  private Path config = Path.of(".");

  @Option(
      names = "--customer",
      paramLabel = "ID",
      converter = CustomerIds.class,
      description = "The customer of hosts that the configuration does not name.")
  private Optional<CustomerId> customer = Optional.empty();

  @Option(
      names = "--progress",
      description = "Say on standard error how far the replay has come, every five percent.")
  private boolean progress;

  @Option(
      names = "--report",
      paramLabel = "REPORT",
      description = "Also writes what would have been sent, by rule, into this file.")
  private Optional<Path> report = Optional.empty();

  @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
  private String file = "-";

  @Override
  public Integer call() {
    return new Replay(config, customer, progress, System.in, System.out, System.err)
        .reporting(report)
        .run(file);
  }

  /** Refuses what cannot be a customer's id as wrong usage. */
  static final class CustomerIds implements ITypeConverter<CustomerId> {
    @Override
    public CustomerId convert(String text) {
      if (!CustomerId.valid(text)) {
        throw new TypeConversionException("'" + text + "' cannot be a customer's id");
      }
      return new CustomerId(text);
    }
  }
}
