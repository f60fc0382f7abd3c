package dev.forebell.collector.deliver;

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
import java.util.function.Consumer;

/**
 * Requests that may not be made twice, and so are noted before they go out: a collector that is
 * killed then knows until when the desk may still carry them out. All of a pass are noted in one
 * transaction; what cannot be noted does not go out. Confined to the delivery thread.
 *
 * <p>The note says until when, and is written before the request leaves: so it allows for the time
 * that the writing takes. Where that takes longer the note is worth nothing and is written again.
 */
final class Departures {
  private static final Logger LOG = System.getLogger(Departures.class.getName());

  private static final Duration SHORTEST_WRITE = Duration.ofSeconds(1);

  private final Consumer<SortedMap<Long, Instant>> notes;
  private final InstantSource clock;
  private Duration write = SHORTEST_WRITE;
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

  /**
   * Nothing waits yet.
   *
   * @param notes until when the desk may carry out what; blocks until it is durable
   */
  Departures(Consumer<SortedMap<Long, Instant>> notes, InstantSource clock) {
    this.notes = notes;
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
    all.forEach(one -> until.put(one.id(), now.plus(write).plus(one.window())));
    try {
      notes.accept(until);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} requests wait to be noted: {1}", all.size(), e.getMessage());
      return;
    }
    Duration took = Duration.between(now, clock.instant());
    boolean inTime = took.compareTo(write) <= 0;
    // A store may get slower still: twice as long will do before long.
    Duration likely = took.multipliedBy(2);
    write = likely.compareTo(SHORTEST_WRITE) > 0 ? likely : SHORTEST_WRITE;
    if (!inTime) {
      return;
    }
    waiting.clear();
    all.forEach(one -> one.noted().complete(now));
  }
}
