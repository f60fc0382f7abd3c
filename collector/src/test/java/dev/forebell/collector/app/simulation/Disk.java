package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.Committed;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.ledger.MemoryLedger;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.SuppressionChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The ledger of one life of the collector: slow, failing, or the last thing that the process does.
 * A transaction that was under way when the process died may be on disk or not; nothing else is in
 * between, which is what the database promises and {@code LedgerCrashIT} proves of it.
 */
final class Disk implements Ledger {
  private static final int FAILS_AFTER = 1;

  private final World world;
  private final MemoryLedger memory;
  private boolean broken;

  Disk(World world, MemoryLedger memory) {
    this.world = world;
    this.memory = memory.reopened();
  }

  /** What fails now, if anything does; a failure that nobody runs into disturbs nobody. */
  private Optional<Fault> failure() {
    Optional<Fault> failure =
        world.plan().of(Fault.Kind.STORE_FAILS).stream()
            .filter(fault -> fault.during(world.second()))
            .findFirst();
    failure.ifPresent(fault -> world.oracle().wasDeaf(fault.at(), fault.end()));
    return failure;
  }

  @Override
  public Recovery load() {
    if (failure().isPresent()) {
      throw new LedgerException("the disk takes no write");
    }
    broken = false;
    return memory.load();
  }

  @Override
  public Committed commit(Commit commit) {
    demandUnbroken();
    world.collector().dieBefore();
    world.oracle().committing();
    slowly();
    Optional<Fault> failure = failure();
    if (failure.isPresent() && failure.get().amount() % 3 != FAILS_AFTER) {
      throw broken("the disk took nothing");
    }
    Committed committed = memory.commit(commit);
    world.oracle().committed(commit, committed);
    world.collector().dieAfter();
    if (failure.isPresent()) {
      throw broken("the disk took it and did not say so");
    }
    return committed;
  }

  private void demandUnbroken() {
    if (broken) {
      throw new LedgerException("the ledger takes nothing until it has been loaded again");
    }
  }

  private LedgerException broken(String why) {
    broken = true;
    return new LedgerException(why);
  }

  private void slowly() {
    world.plan().of(Fault.Kind.STORE_SLOW).stream()
        .filter(fault -> fault.during(world.second()))
        .findFirst()
        .ifPresent(
            fault -> {
              double from = world.second();
              world.timeline().stall(Duration.ofMillis(fault.amount() * 5L));
              world.oracle().wasDeaf(from, world.second());
            });
  }

  @Override
  public IncidentReader incidents() {
    return memory.incidents();
  }

  @Override
  public List<SuppressionChange> suppressions() {
    return memory.suppressions();
  }

  @Override
  public EventFeed feed() {
    return memory.feed();
  }

  @Override
  public Outbox outbox() {
    return new FailingOutbox();
  }

  @Override
  public void close() {
    memory.reopened();
  }

  /** Writes go the way of commits. */
  private final class FailingOutbox implements Outbox {
    private final Outbox outbox = memory.outbox();

    private void write(Runnable change) {
      demandUnbroken();
      Optional<Fault> failure = failure();
      if (failure.isPresent() && failure.get().amount() % 3 != FAILS_AFTER) {
        throw broken("the disk took nothing");
      }
      change.run();
      if (failure.isPresent()) {
        throw broken("the disk took it and did not say so");
      }
    }

    @Override
    public List<Pending> due(Instant now, int perEndpoint, Predicate<String> endpoints) {
      return outbox.due(now, perEndpoint, endpoints);
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
      return outbox.nextDue(now);
    }

    @Override
    public Optional<Pending> oldest(String endpoint, IncidentId incident) {
      return outbox.oldest(endpoint, incident);
    }

    @Override
    public boolean isSettled(String endpoint, IncidentId incident) {
      return outbox.isSettled(endpoint, incident);
    }

    @Override
    public void hasten(String endpoint, Instant at) {
      write(() -> outbox.hasten(endpoint, at));
    }

    @Override
    public int replayAll(DeadFilter which, Instant at) {
      demandUnbroken();
      return outbox.replayAll(which, at);
    }

    @Override
    public Optional<DeadLetter> deadLetter(long id) {
      return outbox.deadLetter(id);
    }

    @Override
    public void delivered(List<Long> ids, Instant at) {
      write(() -> outbox.delivered(ids, at));
    }

    @Override
    public void leaves(SortedMap<Long, Instant> until) {
      write(() -> outbox.leaves(until));
    }

    @Override
    public void settled(long id) {
      write(() -> outbox.settled(id));
    }

    @Override
    public void postpone(long id, Instant until) {
      write(() -> outbox.postpone(id, until));
    }

    @Override
    public void retry(long id, Instant nextAttempt, String reason) {
      write(() -> outbox.retry(id, nextAttempt, reason));
    }

    @Override
    public void dead(long id, Instant at, String reason) {
      write(() -> outbox.dead(id, at, reason));
    }

    @Override
    public boolean replay(long id, Instant at) {
      demandUnbroken();
      return outbox.replay(id, at);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadFilter which, int limit) {
      return outbox.deadLetters(which, limit);
    }

    @Override
    public long newest() {
      return outbox.newest();
    }

    @Override
    public void onWork(Consumer<Work> listener) {
      outbox.onWork(listener);
    }

    @Override
    public List<Backlog> backlog() {
      return outbox.backlog();
    }

    @Override
    public Optional<TicketReference> ticket(String endpoint, IncidentId incident) {
      return outbox.ticket(endpoint, incident);
    }

    @Override
    public Optional<IncidentId> incidentOf(String endpoint, String ticket) {
      return outbox.incidentOf(endpoint, ticket);
    }

    @Override
    public boolean isHeard(String endpoint, String news) {
      return outbox.isHeard(endpoint, news);
    }

    @Override
    public void hear(String endpoint, String news, Instant at) {
      write(() -> outbox.hear(endpoint, news, at));
    }

    @Override
    public Optional<Instant> mark(String endpoint, String subject) {
      return outbox.mark(endpoint, subject);
    }

    @Override
    public void mark(String endpoint, String subject, Instant at) {
      write(() -> outbox.mark(endpoint, subject, at));
    }

    @Override
    public void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket) {
      write(() -> outbox.ticketKnown(endpoint, incident, ticket));
    }
  }
}
