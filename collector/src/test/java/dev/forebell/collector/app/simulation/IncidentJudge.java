package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** I3 and what goes with it: what the log of incidents says, judged as it grows. */
final class IncidentJudge {
  private final World world;
  private final Consumer<String> accuse;
  private final SortedMap<IncidentId, SeenIncident> all = new TreeMap<>();
  private final SortedMap<String, IncidentId> open = new TreeMap<>();
  private final SortedMap<String, Long> highest = new TreeMap<>();
  private final BadTimes bad = new BadTimes();
  private final SortedSet<IncidentId> touched = new TreeSet<>();

  IncidentJudge(World world, Consumer<String> accuse) {
    this.world = world;
    this.accuse = accuse;
  }

  /** When what was bad, by the log. */
  BadTimes bad() {
    return bad;
  }

  private static String name(CustomerId customer, IncidentKey key) {
    return customer + " " + BadTimes.name(key);
  }

  void happened(StoredEvent stored, IncidentEvent event) {
    SeenIncident seen = all.get(event.id());
    switch (event.change()) {
      case Change.Opened opened -> seen = opened(stored, event, opened);
      case Change.Withheld withheld -> seen = withheld(stored, event, withheld.opening());
      case Change.Recorded recorded -> seen = recorded(stored, event, recorded);
      default -> {
        // Everything else follows one of these.
      }
    }
    if (seen == null) {
      accuse.accept("I3 " + event.id() + " has an event before it was opened: " + event.name());
      return;
    }
    if (event.number() != seen.number + 1) {
      accuse.accept("I3 " + event.id() + " has event " + event.number() + " after " + seen.number);
    }
    if (event.at().isBefore(seen.at)) {
      accuse.accept("I3 " + event.id() + " went back in time with event " + event.number());
    }
    if (seen.closed) {
      accuse.accept("I3 " + event.id() + " is closed and has event " + event.name());
    }
    if (event.by().isEmpty()) {
      accuse.accept("I3 nobody is the author of " + event.id() + " " + event.number());
    }
    seen.number = event.number();
    seen.at = event.at();
    touched.add(event.id());
    follow(seen, event);
  }

  private SeenIncident opened(StoredEvent stored, IncidentEvent event, Change.Opened opened) {
    SeenIncident seen =
        new SeenIncident(event.id(), stored.customer(), opened.key(), opened.finding().means());
    SeenIncident before = all.get(event.id());
    if (before != null && before.withheld) {
      before.withheld = false;
      return before;
    }
    numbered(event, seen);
    String name = name(stored.customer(), opened.key());
    Optional.ofNullable(open.put(name, event.id()))
        .ifPresent(
            other -> accuse.accept("two incidents of " + name + ": " + other + ", " + event.id()));
    bad.begin(BadTimes.name(opened.key()), opened.beganAt());
    return seen;
  }

  private void numbered(IncidentEvent event, SeenIncident seen) {
    if (all.put(event.id(), seen) != null) {
      accuse.accept("I3 " + event.id() + " was opened twice");
    }
    long before = highest.getOrDefault(event.id().customerCode(), 0L);
    if (event.id().number() <= before) {
      accuse.accept("I3 " + event.id() + " was given out after number " + before);
    }
    highest.put(event.id().customerCode(), event.id().number());
  }

  /**
   * Kept back, it may be opened later under the same number; one that was resolved may be kept from
   * coming back.
   */
  private SeenIncident withheld(StoredEvent stored, IncidentEvent event, Change.Opened opening) {
    SeenIncident before = all.get(event.id());
    SeenIncident seen = before == null ? opened(stored, event, opening) : before;
    if (before != null) {
      bad.begin(BadTimes.name(opening.key()), opening.beganAt());
    }
    seen.withheld = true;
    return seen;
  }

  /** What was over when it became known opens nothing and closes at once. */
  private SeenIncident recorded(StoredEvent stored, IncidentEvent event, Change.Recorded past) {
    SeenIncident seen =
        new SeenIncident(event.id(), stored.customer(), past.key(), past.finding().means());
    seen.withheld = true;
    numbered(event, seen);
    bad.told(BadTimes.name(past.key()), past.beganAt(), Optional.of(past.restoredAt()));
    return seen;
  }

  private void follow(SeenIncident seen, IncidentEvent event) {
    String condition = BadTimes.name(seen.key);
    switch (event.change()) {
      case Change.Restored restored -> {
        seen.restored = true;
        bad.end(condition, restored.restoredAt());
      }
      case Change.HeldOpen _ -> seen.held = true;
      case Change.Corrected late -> bad.told(condition, late.beganAt(), Optional.of(event.at()));
      case Change.Completed late ->
          bad.told(condition, late.since(), Optional.of(late.restoredAt()));
      case Change.Relapsed _ -> {
        seen.restored = false;
        seen.held = false;
        bad.begin(condition, event.at());
      }
      case Change.Reopened _ -> {
        seen.withheld = false;
        seen.resolved = false;
        seen.restored = false;
        seen.byHand = event.reason() == Reason.COMMAND;
        bad.begin(condition, event.at());
      }
      case Change.Resolved resolved -> {
        seen.resolved = true;
        seen.byHand |= event.reason() == Reason.COMMAND;
        seen.everByHand |= seen.byHand;
        bad.end(condition, resolved.restoredAt().orElse(event.at()));
      }
      case Change.Closed _ -> {
        seen.closed = true;
        open.remove(name(seen.customer, seen.key), seen.id);
        bad.end(condition, event.at());
      }
      case Change.Suppressed suppressed ->
          bad.begin(BadTimes.name(IncidentKey.of(suppressed.condition())), suppressed.since());
      case Change.Absorbed absorbed -> {
        seen.parent = absorbed.parent();
        absorbed
            .parent()
            .filter(parent -> !all.containsKey(parent) || all.get(parent).closed)
            .ifPresent(
                parent ->
                    accuse.accept(seen.id + " stands below " + parent + ", which is not open"));
      }
      default -> {
        // Says nothing about what holds.
      }
    }
  }

  /** After a transaction: what it changed is consistent with the other tables. */
  void committed(Commit commit) {
    for (OutboxMessage message : commit.outbox()) {
      Optional.ofNullable(all.get(message.incident())).ifPresent(this::announced);
    }
    for (IncidentRow row : commit.incidents()) {
      Optional.ofNullable(all.get(row.id())).ifPresent(seen -> seen.object = row.object());
    }
    touched.forEach(id -> consistent(all.get(id)));
    touched.clear();
  }

  private void announced(SeenIncident seen) {
    if (seen.withheld && !seen.announced) {
      accuse.accept("a message tells of " + seen.id + ", which is kept back");
    }
    seen.announced = true;
  }

  private void consistent(SeenIncident seen) {
    boolean watched =
        seen.key
            .condition()
            .map(key -> world.collector().memory().isWatched(key))
            .orElse(seen.isBad());
    if (seen.isBad() && !seen.byHand && !watched) {
      accuse.accept("I3 " + seen.id + " is open and its watch is not on disk");
    }
    CustomerConfig config = world.settings().usual().customers().get(seen.customer);
    boolean wanted =
        seen.isBad()
            && seen.parent.isEmpty()
            && seen.means != Meaning.NOTE
            && config != null
            && !config.webhooks().isEmpty();
    if (wanted && !seen.announced) {
      accuse.accept("I4 " + seen.id + " is open and no message was put into the outbox");
    }
  }

  /** The log, folded as after a start, gives what the live machines had. */
  void foldsTo(SortedMap<IncidentId, String> folded) {
    for (SeenIncident seen : all.values()) {
      String now = folded.getOrDefault(seen.id, "");
      if (!seen.closed && !now.equals(seen.object)) {
        accuse.accept("I3 folded, " + seen.id + " is " + now + " and was " + seen.object);
      }
      if (seen.closed && !now.isEmpty()) {
        accuse.accept("I3 folded, " + seen.id + " is back from its end");
      }
    }
  }

  /** Calm for long: whatever held has ended. */
  void nothingOpen() {
    for (SeenIncident seen : all.values()) {
      // A parent waits for a child that flapped and is held open, or that a person reopened.
      // A risk of hours does not end within minutes.
      boolean lasts = seen.key.rule().value().equals("paging-fills");
      boolean waits = lasts || seen.held || waitsForChild(seen);
      if (!seen.closed && !seen.resolved && !seen.byHand && !seen.withheld && !waits) {
        accuse.accept(
            "what ended was not resolved: " + seen.id + " " + name(seen.customer, seen.key));
      }
    }
  }

  private boolean waitsForChild(SeenIncident parent) {
    return all.values().stream()
        .filter(one -> one.parent.filter(parent.id::equals).isPresent())
        .anyMatch(one -> !one.closed && !one.resolved && (one.byHand || one.held));
  }

  /** Whether a person had a hand in this condition's fate. */
  boolean byHand(String prefix) {
    return all.values().stream()
        .anyMatch(seen -> BadTimes.name(seen.key).startsWith(prefix) && seen.everByHand);
  }

  /** The newest incident whose condition starts and whose subject contains so. */
  Optional<String> idOf(String prefix, String subject) {
    return all.values().stream()
        .filter(seen -> BadTimes.name(seen.key).startsWith(prefix))
        .filter(seen -> seen.key.subject().contains(subject))
        .map(seen -> seen.id.value())
        .reduce((_, last) -> last);
  }

  /** What an incident is about. */
  Optional<IncidentKey> keyOf(IncidentId id) {
    return Optional.ofNullable(all.get(id)).map(seen -> seen.key);
  }
}
