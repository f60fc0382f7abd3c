package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How every command asks a running collector and prints what it says. */
final class Asking {
  /** The collector said no. */
  static final int REFUSED = 1;

  /** Nothing answers. */
  static final int UNREACHABLE = 3;

  private Asking() {}

  /**
   * Asks, prints, and gives the exit code.
   *
   * @param text what a person reads; with {@code --json} the answer is printed as it is
   */
  static int run(
      CommandLine line,
      ClientOptions options,
      Function<CollectorClient, CollectorClient.Reply> ask,
      Function<JsonObject, String> text) {
    requireAddress(options, line);
    try (CollectorClient client = new CollectorClient(options.collector())) {
      return switch (ask.apply(client)) {
        case CollectorClient.Reply.Good(String body) ->
            print(line.getOut(), options.json() ? body : text.apply(new JsonObject(body)), 0);
        case CollectorClient.Reply.Refused(String detail) ->
            print(line.getErr(), IncidentText.say("refused", detail), REFUSED);
        case CollectorClient.Reply.Unreachable(String why) ->
            print(
                line.getErr(),
                IncidentText.say("unreachable", options.collector(), why),
                UNREACHABLE);
      };
    }
  }

  private static void requireAddress(ClientOptions options, CommandLine line) {
    String scheme = String.valueOf(options.collector().getScheme());
    if (!scheme.matches("https?") || options.collector().getHost() == null) {
      throw new ParameterException(line, IncidentText.say("bad.address", options.collector()));
    }
  }

  private static int print(PrintWriter out, String text, int code) {
    out.println(text.stripTrailing());
    out.flush();
    return code;
  }
}
