package dev.forebell.common.log;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line an event: time in UTC, level, where, what. A stack only with an error. */
public final class LogLine extends Formatter {
  /** Makes every handler of this process write such lines. */
  public static void install() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(new LogLine());
    }
  }

  /**
   * For the last words of the process: while it ends, the logging system is taken down by a thread
   * of its own and may lose them.
   */
  public static void printLast(Class<?> where, String what) {
    LogRecord event = new LogRecord(Level.INFO, what);
    event.setLoggerName(where.getName());
    System.err.print(new LogLine().format(event));
  }

  @Override
  public String format(LogRecord event) {
    return "%s %-7s %s: %s%s%n"
        .formatted(
            event.getInstant().truncatedTo(ChronoUnit.MILLIS),
            event.getLevel().getName().toLowerCase(Locale.ROOT),
            room(event),
            formatMessage(event),
            Optional.ofNullable(event.getThrown()).map(e -> thrown(event, e)).orElse(""));
  }

  private static String room(LogRecord event) {
    String name = Optional.ofNullable(event.getLoggerName()).orElse("");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String thrown(LogRecord event, Throwable error) {
    if (event.getLevel().intValue() < Level.SEVERE.intValue()) {
      return ": " + error;
    }
    StringBuilder text = new StringBuilder();
    Optional<Throwable> next = Optional.of(error);
    while (next.isPresent()) {
      text.append(System.lineSeparator()).append("  ").append(next.get());
      for (StackTraceElement frame : next.get().getStackTrace()) {
        text.append(System.lineSeparator()).append("    at ").append(frame);
      }
      next = next.map(Throwable::getCause);
    }
    return text.toString();
  }
}
