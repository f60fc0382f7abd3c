package dev.forebell.collector.app;

import dev.forebell.collector.ledger.LedgerException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Drives the engine live: waits for what comes, and for a ledger that takes nothing. One thread;
 * the order of the queue is the order of the world.
 */
final class LiveShell implements Runnable {
  private static final System.Logger LOG = System.getLogger(LiveShell.class.getName());
  private static final int GROUP = 512;

  private final EngineQueue queue;
  private final LiveEngine engine;
  private final Turnstile turnstile;

  private LiveShell(LiveParts parts, EngineQueue queue, LiveEngine engine) {
    this.queue = queue;
    this.engine = engine;
    this.turnstile = new Turnstile(queue, parts);
  }

  /** Ready to run, with everything that the ledger holds. Blocks on the database. */
  static LiveShell open(LiveParts parts) {
    EngineQueue queue = new EngineQueue();
    return new LiveShell(parts, queue, LiveEngine.open(parts, queue));
  }

  /** Where everything for the engine waits. */
  EngineQueue queue() {
    return queue;
  }

  /** Times the collector was not listening, since its start. */
  long blackouts() {
    return engine.blackouts();
  }

  /** Whether every host of every customer is silent together. */
  boolean isUnheard() {
    return engine.isUnheard();
  }

  /** Incident events committed since its start. */
  long committedEvents() {
    return engine.committedEvents();
  }

  /** Samples dropped since its start because their agent may not speak for their element. */
  long refusedElementSamples() {
    return engine.refusedElementSamples();
  }

  /** What each lane has come to; for asking only. */
  LaneProgress progress() {
    return engine.progress();
  }

  @Override
  public void run() {
    try {
      engine.commitOrDrop();
      awaitLedger();
      while (!engine.isLost() && !queue.isOver()) {
        engine.round(queue.next(engine.patience(), GROUP));
        awaitLedger();
      }
      if (!engine.isLost()) {
        engine.commit();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LedgerException e) {
      LOG.log(
          Level.ERROR, "the last commit before the end failed; agents still hold what it held", e);
    }
  }

  /** After a failed commit the ledger is asked again until it answers and takes a write. */
  private void awaitLedger() throws InterruptedException {
    while (engine.isLost() && !queue.isStopping()) {
      Optional<LedgerException> failure = engine.goOn();
      if (failure.isPresent()) {
        turnstile.turnAway(failure.get());
      }
    }
  }
}
