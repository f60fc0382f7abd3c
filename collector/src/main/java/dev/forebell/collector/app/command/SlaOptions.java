package dev.forebell.collector.app.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both questions of {@code sla} take. */
final class SlaOptions {
  @Mixin private ConfigurationOption config = new ConfigurationOption();

  @Option(
      names = "--calendar",
      paramLabel = "ID",
      description = "A calendar of calendars/, or always.")
  private Optional<String> calendar = Optional.empty();

  @Option(
      names = "--contract",
      paramLabel = "ID",
      description =
          "Count make-up days and holidays as this contract does; its calendar by default.")
  private Optional<String> contract = Optional.empty();

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "RFC 3339 with its offset, such as 2026-01-04T10:00:00+08:00.")
  private Optional<String> start = Optional.empty();

  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      description = "Such as 30m, 4wh, 0.5wd, next_working_day or PT4H.")
  private Optional<String> amount = Optional.empty();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  Path config() {
    return config.folder();
  }

  Optional<String> calendar() {
    return calendar;
  }

  Optional<String> contract() {
    return contract;
  }

  Optional<String> start() {
    return start;
  }

  Optional<String> amount() {
    return amount;
  }

  boolean json() {
    return json;
  }
}
