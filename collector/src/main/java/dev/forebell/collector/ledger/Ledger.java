package dev.forebell.collector.ledger;

import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.SuppressionChange;
import java.util.List;

/**
 * The one durable store of a collector. Every method blocks on the database: call off the event
 * loops.
 */
public interface Ledger extends AutoCloseable {
  /**
   * Everything the machines need to go on. To be called before the first commit, and again after a
   * failed one.
   *
   * @throws LedgerException if the store cannot be read, or takes no write
   */
  Recovery load();

  /**
   * Makes all of it durable, or none of it; on return it is on disk and the feed's listeners were
   * called.
   *
   * @throws LedgerException if it is not certain to be on disk. The outcome may be unknown, so the
   *     caller drops its state and calls {@link #load()}; until then every commit is refused.
   */
  Committed commit(Commit commit);

  /** Committed incidents and their timelines; never waits for the writer. */
  IncidentReader incidents();

  /** All that was given or ended at run time, in order; never waits for the writer. */
  List<SuppressionChange> suppressions();

  /** Events as they are committed. */
  EventFeed feed();

  /** What is to be delivered. */
  Outbox outbox();

  @Override
  void close();
}
