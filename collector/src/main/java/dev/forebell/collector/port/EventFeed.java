package dev.forebell.collector.port;

import java.util.function.Consumer;

/** Events as they are committed. */
public interface EventFeed {
  /**
   * Calls the listener after each commit, in commit order, on one thread; it must not block.
   * Closing ends it.
   */
  Subscription subscribe(Consumer<IncidentReader.Recorded> listener);

  /** A running subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
