package dev.forebell.collector.app.command;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where the collector is, and how to print. */
final class ClientOptions {
  @Option(
      names = "--collector",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the running collector (default: ${DEFAULT-VALUE}).")
  private URI collector = URI.create("http://127.0.0.1:8080");

  @Option(names = "--json", description = "Print the collector's own JSON, for programs.")
  private boolean json;

  URI collector() {
    return collector;
  }

  boolean json() {
    return json;
  }
}
