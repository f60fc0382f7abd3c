package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who gives an order. */
final class AuthorOption {
  @Option(names = "--by", paramLabel = "NAME", description = "Who (default: your user name).")
  private Optional<String> by = Optional.empty();

  String name() {
    return by.orElseGet(() -> System.getProperty("user.name", "unknown"));
  }

  /** An order that says no more than whose it is. */
  JsonObject order() {
    return new JsonObject().put("by", name());
  }
}
