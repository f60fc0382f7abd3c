package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A ledger on a disk that exists only in memory: what was committed survives the process that the
 * simulation kills. {@code MemoryLedgerTest} holds it to the contract of the real one. One thread.
 */
public final class MemoryLedger implements Ledger {
  private record MarkKey(HostId host, Lane lane, long epoch) implements Comparable<MarkKey> {
    private static final Comparator<MarkKey> ORDER =
        Comparator.comparing(MarkKey::host)
            .thenComparing(mark -> mark.lane().name())
            .thenComparing(MarkKey::epoch);

    @Override
    public int compareTo(MarkKey other) {
      return ORDER.compare(this, other);
    }
  }

  final NavigableMap<IncidentId, List<Recorded>> timelines = new TreeMap<>();
  final NavigableMap<Long, Recorded> log = new TreeMap<>();
  final NavigableMap<IncidentId, IncidentRow> rows = new TreeMap<>();
  private final SortedMap<ConditionKey, WatchRow> watches = new TreeMap<>();
  private final SortedMap<MarkKey, LaneMark> marks = new TreeMap<>();
  private final SortedMap<HostId, LastHeard> lastHeard = new TreeMap<>();
  private final SortedMap<HostId, PeopleRow> people = new TreeMap<>();
  private final SortedMap<HostId, LastHeard> firstHeard = new TreeMap<>();
  private final List<SuppressionChange> suppressions = new ArrayList<>();
  private final MemoryOutbox outbox = new MemoryOutbox(rows::containsKey);
  private final MemoryIncidents incidents = new MemoryIncidents(this);
  private final List<Consumer<Recorded>> listeners = new ArrayList<>();
  private boolean usable;

  /** The process is gone; the disk stays. */
  public MemoryLedger reopened() {
    listeners.clear();
    outbox.onWork(_ -> {});
    usable = false;
    return this;
  }

  @Override
  public Recovery load() {
    usable = true;
    List<StoredEvent> events =
        log.values().stream()
            .map(Recorded::event)
            .filter(event -> isOpen(event.incident()))
            .toList();
    TreeSet<IncidentId> announced = new TreeSet<>(outbox.incidents());
    announced.removeIf(id -> !isOpen(id));
    return new Recovery(
        events,
        List.copyOf(watches.values()),
        List.copyOf(marks.values()),
        List.copyOf(lastHeard.values()),
        List.copyOf(people.values()),
        List.copyOf(firstHeard.values()),
        List.copyOf(suppressions),
        customerNumbers(),
        codeNumbers(),
        announced);
  }

  private boolean isOpen(IncidentId id) {
    return !rows.get(id).state().equals("closed");
  }

  private SortedMap<CustomerId, Long> customerNumbers() {
    SortedMap<CustomerId, Long> highest = new TreeMap<>();
    rows.values().forEach(row -> highest.merge(row.customer(), row.id().number(), Math::max));
    return highest;
  }

  private SortedMap<String, Long> codeNumbers() {
    SortedMap<String, Long> highest = new TreeMap<>();
    rows.keySet().forEach(id -> highest.merge(id.customerCode(), id.number(), Math::max));
    return highest;
  }

  @Override
  public Committed commit(Commit commit) {
    if (!usable) {
      throw new LedgerException("the ledger takes nothing until it has been loaded again");
    }
    try {
      check(commit);
    } catch (IllegalArgumentException e) {
      usable = false;
      throw new LedgerException("the ledger did not take a transaction", e);
    }
    commit.incidents().forEach(row -> rows.put(row.id(), row));
    List<Recorded> recorded = commit.events().stream().map(event -> record(commit, event)).toList();
    commit.withdrawn().forEach(id -> outbox.withdraw(id, commit.recordedAt()));
    commit.outbox().forEach(outbox::add);
    commit.watches().forEach(this::watch);
    commit.marks().forEach(this::mark);
    commit.lastHeard().forEach(row -> lastHeard.put(row.host(), row));
    commit.lastHeard().forEach(row -> firstHeard.putIfAbsent(row.host(), row));
    suppressions.addAll(commit.suppressions());
    commit.people().forEach(row -> people.put(row.host(), row));
    recorded.forEach(this::tell);
    if (!commit.outbox().isEmpty()) {
      outbox.committed();
    }
    return new Committed(recorded);
  }

  /** What the tables' constraints refuse. */
  private void check(Commit commit) {
    TreeSet<IncidentId> known = new TreeSet<>(rows.keySet());
    commit.incidents().forEach(row -> known.add(row.id()));
    TreeSet<String> numbers = new TreeSet<>();
    for (StoredEvent event : commit.events()) {
      boolean taken =
          !numbers.add(event.incident() + " " + event.number())
              || timelines.getOrDefault(event.incident(), List.of()).stream()
                  .anyMatch(old -> old.event().number() == event.number());
      if (taken || !known.contains(event.incident())) {
        throw new IllegalArgumentException(event.incident() + " " + event.number());
      }
    }
    outbox.check(commit.outbox(), known);
  }

  private Recorded record(Commit commit, StoredEvent event) {
    long position = log.isEmpty() ? 1 : log.lastKey() + 1;
    Recorded recorded = new Recorded(position, commit.recordedAt(), event);
    log.put(position, recorded);
    timelines.computeIfAbsent(event.incident(), _ -> new ArrayList<>()).add(recorded);
    return recorded;
  }

  private void watch(WatchRow row) {
    if (row.payload().isPresent()) {
      watches.put(row.key(), row);
    } else {
      watches.remove(row.key());
    }
  }

  private void mark(LaneMark mark) {
    marks.merge(
        new MarkKey(mark.host(), mark.lane(), mark.epoch()),
        mark,
        (old, now) -> now.sequence() > old.sequence() ? now : old);
  }

  private void tell(Recorded recorded) {
    for (Consumer<Recorded> listener : List.copyOf(listeners)) {
      try {
        listener.accept(recorded);
      } catch (IllegalStateException _) {
        // A broken listener harms nobody else.
      }
    }
  }

  /** What is on disk of a lane; 0: nothing. */
  public long markOf(HostId host, Lane lane, long epoch) {
    LaneMark mark = marks.get(new MarkKey(host, lane, epoch));
    return mark == null ? 0 : mark.sequence();
  }

  /** Whether a watch that is not clear is on disk. */
  public boolean isWatched(ConditionKey key) {
    return watches.containsKey(key);
  }

  @Override
  public IncidentReader incidents() {
    return incidents;
  }

  @Override
  public List<SuppressionChange> suppressions() {
    return List.copyOf(suppressions);
  }

  @Override
  public EventFeed feed() {
    return listener -> {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    };
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  /** The outbox as the simulation's oracle sees it. */
  public MemoryOutbox messages() {
    return outbox;
  }

  @Override
  public void close() {
    reopened();
  }
}
