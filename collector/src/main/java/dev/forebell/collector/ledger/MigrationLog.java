package dev.forebell.collector.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** The migration library's log: its steps are details, so that a start prints nothing of them. */
public final class MigrationLog implements LogCreator {
  @Override
  public Log createLogger(Class<?> source) {
    return new Lines(System.getLogger(source.getName()));
  }

  private record Lines(Logger logger) implements Log {
    @Override
    public void debug(String message) {
      logger.log(Level.TRACE, message);
    }

    @Override
    public void info(String message) {
      logger.log(Level.DEBUG, message);
    }

    @Override
    public void warn(String message) {
      logger.log(Level.WARNING, message);
    }

    @Override
    public void error(String message) {
      logger.log(Level.ERROR, message);
    }

    @Override
    public void error(String message, Exception cause) {
      logger.log(Level.ERROR, message, cause);
    }

    @Override
    public void notice(String message) {
      logger.log(Level.DEBUG, message);
    }
  }
}
