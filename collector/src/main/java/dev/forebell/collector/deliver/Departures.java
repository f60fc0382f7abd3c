package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Requests that may not be made twice, and so are noted before they go out: a collector that is
 * killed then knows until when the desk may still carry them out. All of a pass are noted in one
 * transaction; what cannot be noted does not go out. Confined to the delivery thread.
 */
final class Departures {
  private static final Logger LOG = System.getLogger(Departures.class.getName());

  private final Outbox outbox;
  private final InstantSource clock;
  private final List<Departure> waiting = new ArrayList<>();

  private record Departure(long id, Duration window, CompletableFuture<Instant> noted) {}

  /** Notes that a request goes out. */
  interface Gate {
    /** Nothing is noted: nothing is sent, or only by a person. */
    Gate OPEN = (_, _) -> CompletableFuture.completedFuture(Instant.MIN);

    /**
     * Asks to let a request out.
     *
     * @param id of the message in the outbox
     * @param window how long the desk may carry it out once it is out
     * @return completes when it may go out, on the delivery thread
     */
    CompletionStage<Instant> leave(long id, Duration window);
  }

  Departures(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  CompletionStage<Instant> leave(long id, Duration window) {
    CompletableFuture<Instant> noted = new CompletableFuture<>();
    waiting.add(new Departure(id, window, noted));
    return noted;
  }

  boolean isSettled() {
    return waiting.isEmpty();
  }

  /** Notes what is to go out, and lets it. */
  void settle() {
    if (waiting.isEmpty()) {
      return;
    }
    List<Departure> all = List.copyOf(waiting);
    Instant now = clock.instant();
    SortedMap<Long, Instant> until = new TreeMap<>();
    all.forEach(one -> until.put(one.id(), now.plus(one.window())));
    try {
      outbox.leaves(until);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} requests wait to be noted: {1}", all.size(), e.getMessage());
      return;
    }
    waiting.clear();
    all.forEach(one -> one.noted().complete(now));
  }
}
