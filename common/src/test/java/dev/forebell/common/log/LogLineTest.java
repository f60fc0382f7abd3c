package dev.forebell.common.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private final LogLine line = new LogLine();

  private static LogRecord event(Level level, String text) {
    LogRecord event = new LogRecord(level, text);
    event.setLoggerName("dev.forebell.agent.link.NettyLink");
    event.setInstant(Instant.parse("2026-03-01T10:00:00.123456Z"));
    return event;
  }

  @Test
  void anEventIsOneLineInUtcWithItsRoom() {
    assertEquals(
        "2026-03-01T10:00:00.123Z info    NettyLink: connected%n".formatted(),
        line.format(event(Level.INFO, "connected")));
  }

  @Test
  void aWarningNamesItsFailureAndOnlyAnErrorShowsWhereItCameFrom() {
    LogRecord warning = event(Level.WARNING, "not sent");
    warning.setThrown(new IllegalStateException("closed"));
    assertEquals(1, line.format(warning).lines().count());
    assertTrue(line.format(warning).contains("not sent: java.lang.IllegalStateException: closed"));
    LogRecord error = event(Level.SEVERE, "broken");
    error.setThrown(new IllegalStateException("closed", new ArithmeticException("deep")));
    String text = line.format(error);
    assertTrue(text.contains("at dev.forebell.common.log.LogLineTest"), text);
    assertTrue(text.contains("java.lang.ArithmeticException: deep"), text);
  }
}
