package dev.forebell.agent;

import dev.forebell.common.log.LogLine;
import java.nio.file.Path;

/**
 * {@code forebell agent}: what a service manager starts, and what people type. What runs on every
 * host all the time is started without what reads people's command lines: that took a seventh of
 * the start, and memory for as long as the agent ran.
 */
public final class AgentMain {
  /** What was asked for was done. */
  static final int OK = 0;

  /** It could not be done. */
  static final int FAILED = 1;

  /** The collector, or a person, said no. */
  static final int REFUSED = 1;

  /** It did not come to an answer. */
  static final int UNREACHABLE = 4;

  /** The configuration has mistakes; they are on standard error. */
  static final int BAD_CONFIGURATION = 3;

  /** No agent answers on this host. */
  static final int NO_AGENT = 4;

  /** The agent runs but is not connected. */
  static final int NOT_CONNECTED = 5;

  private AgentMain() {}

  public static void main(String... args) {
    LogLine.install();
    System.exit(ServiceLine.of(args).map(AgentMain::serve).orElseGet(() -> AgentCommand.run(args)));
  }

  /** What goes wrong beyond all that was thought of ends the process: its threads would go on. */
  private static int serve(Path config) {
    try {
      return AgentService.run(config, System.err::println);
    } catch (InterruptedException | RuntimeException e) {
      e.printStackTrace(System.err);
      return FAILED;
    }
  }
}
