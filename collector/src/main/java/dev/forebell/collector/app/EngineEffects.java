package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.PeopleRow;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the machines gave since the last commit, in order. One thread. */
final class EngineEffects {
  /** An incident event and whose it is. */
  record Happened(CustomerId customer, DeskOutput.Happened happened) {}

  private final List<Happened> events = new ArrayList<>();
  private final SortedSet<ConditionKey> watches = new TreeSet<>();
  private final SortedSet<ConditionKey> waiting = new TreeSet<>();
  private final List<SuppressionChange> suppressions = new ArrayList<>();
  private final List<PeopleRow> people = new ArrayList<>();
  private final List<DetectOutput.LinkChanged> links = new ArrayList<>();

  private final SortedMap<IncidentId, Instant> waits = new TreeMap<>();

  void happened(CustomerId customer, DeskOutput.Happened happened) {
    events.add(new Happened(customer, happened));
  }

  /** What is told of an incident waits until then. */
  void waits(IncidentId incident, Instant until) {
    waits.put(incident, until);
  }

  SortedMap<IncidentId, Instant> waits() {
    return waits;
  }

  /** The row of this condition must be written anew. */
  void watch(ConditionKey key) {
    watches.add(key);
  }

  /** The row of this condition must be written anew by the next commit, which may take its time. */
  void mayWait(ConditionKey key) {
    waiting.add(key);
  }

  void suppression(SuppressionChange change) {
    suppressions.add(change);
  }

  List<SuppressionChange> suppressions() {
    return suppressions;
  }

  void people(PeopleRow row) {
    people.add(row);
  }

  void link(DetectOutput.LinkChanged changed) {
    links.add(changed);
  }

  /** Nothing that a commit would have to write at once, the board's link states apart. */
  boolean isEmpty() {
    return events.isEmpty()
        && watches.isEmpty()
        && people.isEmpty()
        && links.isEmpty()
        && suppressions.isEmpty();
  }

  List<Happened> events() {
    return events;
  }

  /**
   * Incidents that were put below another of their customer in the instant in which they were
   * detected: no desk has heard of them, and none needs to.
   */
  SortedSet<IncidentId> foldedAtOnce() {
    TreeSet<IncidentId> folded = new TreeSet<>();
    for (Happened effect : events) {
      Incident incident = effect.happened().incident();
      boolean atOnce = incident.times().detectedAt().equals(effect.happened().event().at());
      if (atOnce && incident.standsBelowOwn()) {
        folded.add(incident.id());
      }
    }
    return folded;
  }

  /** All rows of watches that must be written anew. */
  SortedSet<ConditionKey> watches() {
    TreeSet<ConditionKey> all = new TreeSet<>(watches);
    all.addAll(waiting);
    return all;
  }

  List<PeopleRow> people() {
    return people;
  }

  List<DetectOutput.LinkChanged> links() {
    return links;
  }
}
