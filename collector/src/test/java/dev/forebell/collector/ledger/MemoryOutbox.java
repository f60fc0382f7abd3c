package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.OutboxMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The outbox of {@link MemoryLedger}. */
public final class MemoryOutbox implements Outbox {
  /** Where a message stands. */
  public enum State {
    WAITING,
    DELIVERED,
    DEAD
  }

  /** A message and what became of it. */
  public record Entry(
      long id,
      OutboxMessage message,
      State state,
      int attempts,
      String lastReason,
      Instant nextAttempt,
      Instant finishedAt,
      Optional<Instant> unsettled) {
    private Entry as(State now, String reason, Instant at) {
      return new Entry(id, message, now, attempts + 1, reason, nextAttempt, at, unsettled);
    }

    private Entry due(int made, Instant at) {
      return new Entry(id, message, State.WAITING, made, lastReason, at, Instant.MIN, unsettled);
    }

    private Entry unsettled(Optional<Instant> until) {
      return new Entry(id, message, state, attempts, lastReason, nextAttempt, finishedAt, until);
    }

    private String pair() {
      return message.endpoint() + " " + message.incident();
    }
  }

  private final Predicate<IncidentId> known;
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final NavigableMap<Long, Entry> waiting = new TreeMap<>();
  private final NavigableMap<String, TreeMap<Long, State>> pairs = new TreeMap<>();
  private final SortedSet<String> keys = new TreeSet<>();
  private final SortedMap<String, TicketReference> tickets = new TreeMap<>();
  private final java.util.SortedSet<String> heard = new java.util.TreeSet<>();
  private final SortedMap<String, Instant> marks = new TreeMap<>();
  private Consumer<Work> listener = _ -> {};

  MemoryOutbox(Predicate<IncidentId> known) {
    this.known = known;
  }

  void check(List<OutboxMessage> messages, SortedSet<IncidentId> incidents) {
    for (OutboxMessage message : messages) {
      if (!incidents.contains(message.incident()) || keys.contains(message.webhookId())) {
        throw new IllegalArgumentException("message " + message.webhookId());
      }
    }
  }

  void add(OutboxMessage message) {
    keys.add(message.webhookId());
    put(
        new Entry(
            newest() + 1,
            message,
            State.WAITING,
            0,
            "",
            message.notBefore(),
            Instant.MIN,
            Optional.empty()));
  }

  /** What waits of an incident of which nothing is to be told any more goes. */
  void withdraw(IncidentId incident, Instant now) {
    List<Entry> gone =
        waiting.values().stream()
            .filter(entry -> entry.message().incident().equals(incident))
            .filter(entry -> entry.attempts() == 0 && entry.message().notBefore().isAfter(now))
            .toList();
    for (Entry entry : gone) {
      waiting.remove(entry.id());
      entries.remove(entry.id());
      pairs.get(entry.pair()).remove(entry.id());
    }
  }

  private void put(Entry entry) {
    entries.put(entry.id(), entry);
    pairs.computeIfAbsent(entry.pair(), _ -> new TreeMap<>()).put(entry.id(), entry.state());
    if (entry.state() == State.WAITING) {
      waiting.put(entry.id(), entry);
    } else {
      waiting.remove(entry.id());
    }
  }

  /** Everything that was ever to be delivered, in order. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  SortedSet<IncidentId> incidents() {
    SortedSet<IncidentId> all = new TreeSet<>();
    entries.values().forEach(entry -> all.add(entry.message().incident()));
    return all;
  }

  @Override
  public List<Pending> due(Instant now, int perEndpoint, Predicate<String> endpoints) {
    List<Entry> heads =
        heads().stream()
            .filter(entry -> endpoints.test(entry.message().endpoint()))
            .filter(entry -> !entry.nextAttempt().isAfter(now))
            .sorted(
                Comparator.comparing((Entry entry) -> entry.message().endpoint())
                    .thenComparing(Entry::nextAttempt)
                    .thenComparing(Entry::id))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    return heads.stream()
        .filter(head -> places.merge(head.message().endpoint(), 1, Integer::sum) <= perEndpoint)
        .map(this::pending)
        .toList();
  }

  private List<Entry> heads() {
    List<Entry> heads = new ArrayList<>();
    SortedSet<String> seen = new TreeSet<>();
    for (Entry entry : waiting.values()) {
      if (seen.add(entry.pair()) && !behindDeadCreate(entry)) {
        heads.add(entry);
      }
    }
    return heads;
  }

  private boolean behindDeadCreate(Entry entry) {
    Collection<State> before = pairs.get(entry.pair()).headMap(entry.id()).values();
    return before.contains(State.DEAD) && !before.contains(State.DELIVERED);
  }

  private Pending pending(Entry entry) {
    boolean first = !pairs.get(entry.pair()).containsValue(State.DELIVERED);
    return new Pending(
        entry.id(),
        entry.message(),
        entry.attempts(),
        entry.lastReason(),
        first,
        entry.unsettled());
  }

  @Override
  public Optional<Instant> nextDue(Instant now) {
    return heads().stream()
        .map(Entry::nextAttempt)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  @Override
  public Optional<Pending> oldest(String endpoint, IncidentId incident) {
    return waiting.values().stream()
        .filter(entry -> entry.pair().equals(endpoint + " " + incident))
        .findFirst()
        .map(this::pending);
  }

  @Override
  public boolean isSettled(String endpoint, IncidentId incident) {
    TreeMap<Long, State> pair = pairs.getOrDefault(endpoint + " " + incident, new TreeMap<>());
    return pair.containsValue(State.DELIVERED) && !pair.containsValue(State.WAITING);
  }

  @Override
  public void delivered(List<Long> ids, Instant at) {
    ids.stream()
        .flatMap(id -> Optional.ofNullable(waiting.get(id)).stream())
        .forEach(entry -> put(entry.as(State.DELIVERED, entry.lastReason(), at)));
  }

  @Override
  public void retry(long id, Instant nextAttempt, String reason) {
    Optional.ofNullable(waiting.get(id))
        .ifPresent(
            entry ->
                put(
                    new Entry(
                        id,
                        entry.message(),
                        State.WAITING,
                        entry.attempts() + 1,
                        reason,
                        nextAttempt,
                        Instant.MIN,
                        entry.unsettled())));
  }

  @Override
  public void leaves(SortedMap<Long, Instant> until) {
    until.forEach(
        (id, at) ->
            Optional.ofNullable(waiting.get(id))
                .ifPresent(entry -> put(entry.unsettled(Optional.of(at)))));
  }

  @Override
  public void settled(long id) {
    Optional.ofNullable(entries.get(id)).ifPresent(entry -> put(entry.unsettled(Optional.empty())));
  }

  @Override
  public void postpone(long id, Instant until) {
    Optional.ofNullable(waiting.get(id))
        .ifPresent(entry -> put(entry.due(entry.attempts(), until).unsettled(Optional.of(until))));
  }

  @Override
  public void dead(long id, Instant at, String reason) {
    Optional.ofNullable(waiting.get(id)).ifPresent(entry -> put(entry.as(State.DEAD, reason, at)));
  }

  @Override
  public void hasten(String endpoint, Instant at) {
    List.copyOf(waiting.values()).stream()
        .filter(entry -> entry.message().endpoint().equals(endpoint) && entry.attempts() > 0)
        .filter(entry -> entry.nextAttempt().isAfter(at))
        .forEach(entry -> put(entry.due(entry.attempts(), at)));
  }

  @Override
  public boolean replay(long id, Instant at) {
    return replay(Optional.ofNullable(entries.get(id)).stream().toList(), at) == 1;
  }

  @Override
  public int replayAll(DeadFilter which, Instant at) {
    return replay(entries.values().stream().filter(entry -> passes(which, entry)).toList(), at);
  }

  private int replay(List<Entry> some, Instant at) {
    List<Entry> dead = some.stream().filter(entry -> entry.state() == State.DEAD).toList();
    for (Entry entry : dead) {
      Instant before = entry.message().notBefore();
      put(
          entry
              .due(0, before.isBefore(at) ? before : at)
              .unsettled(entry.unsettled().filter(until -> !until.equals(TAKEN))));
    }
    if (!dead.isEmpty()) {
      listener.accept(Work.REPLAYED);
    }
    return dead.size();
  }

  private static boolean passes(DeadFilter which, Entry entry) {
    String reason = entry.lastReason();
    return which.endpoint().stream().allMatch(entry.message().endpoint()::equals)
        && which.customer().stream().allMatch(entry.message().customer().value()::equals)
        && which.code().stream()
            .allMatch(code -> reason.equals(code) || reason.startsWith(code + ":"));
  }

  @Override
  public List<DeadLetter> deadLetters(DeadFilter which, int limit) {
    return entries.descendingMap().values().stream()
        .filter(entry -> entry.state() == State.DEAD && passes(which, entry))
        .limit(limit)
        .map(entry -> new DeadLetter(pending(entry), entry.finishedAt()))
        .toList();
  }

  @Override
  public Optional<DeadLetter> deadLetter(long id) {
    return deadLetters(DeadFilter.ALL, Integer.MAX_VALUE).stream()
        .filter(letter -> letter.message().id() == id)
        .findFirst();
  }

  @Override
  public long newest() {
    return entries.isEmpty() ? 0 : entries.lastKey();
  }

  @Override
  public void onWork(Consumer<Work> called) {
    listener = called;
  }

  void committed() {
    listener.accept(Work.COMMITTED);
  }

  @Override
  public List<Backlog> backlog() {
    SortedMap<String, Backlog> all = new TreeMap<>();
    for (Entry entry : entries.values()) {
      if (entry.state() != State.DELIVERED) {
        Backlog one =
            new Backlog(
                entry.message().endpoint(),
                entry.state() == State.WAITING ? 1 : 0,
                entry.state() == State.DEAD ? 1 : 0,
                Optional.of(entry.message().notBefore())
                    .filter(_ -> entry.state() == State.WAITING));
        all.merge(
            one.endpoint(),
            one,
            (a, b) ->
                new Backlog(
                    a.endpoint(),
                    a.waiting() + b.waiting(),
                    a.dead() + b.dead(),
                    Stream.concat(a.oldest().stream(), b.oldest().stream())
                        .min(Comparator.naturalOrder())));
      }
    }
    return List.copyOf(all.values());
  }

  @Override
  public Optional<TicketReference> ticket(String endpoint, IncidentId incident) {
    return Optional.ofNullable(tickets.get(endpoint + " " + incident));
  }

  @Override
  public Optional<IncidentId> incidentOf(String endpoint, String ticket) {
    return tickets.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(endpoint + " "))
        .filter(
            entry ->
                entry.getValue().reference().equals(ticket)
                    || entry.getValue().number().equals(ticket))
        .map(entry -> new IncidentId(entry.getKey().substring(endpoint.length() + 1)))
        .findFirst();
  }

  @Override
  public boolean isHeard(String endpoint, String news) {
    return heard.contains(endpoint + " " + news);
  }

  @Override
  public void hear(String endpoint, String news, Instant at) {
    heard.add(endpoint + " " + news);
  }

  @Override
  public Optional<Instant> mark(String endpoint, String subject) {
    return Optional.ofNullable(marks.get(endpoint + " " + subject));
  }

  @Override
  public void mark(String endpoint, String subject, Instant at) {
    marks.put(endpoint + " " + subject, at);
  }

  @Override
  public void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket) {
    if (known.test(incident)) {
      tickets.put(endpoint + " " + incident, ticket);
    }
  }
}
