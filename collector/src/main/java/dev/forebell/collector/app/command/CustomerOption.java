package dev.forebell.collector.app.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Whose things are listed; not given: everybody's. */
final class CustomerOption {
  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      defaultValue = "",
      description = "Only of this customer.")
  private String id = "";

  /** Empty: everybody's. */
  String id() {
    return id;
  }

  /** Begins with a question mark if it is not empty. */
  String query() {
    return id.isEmpty() ? "" : "?customer=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
