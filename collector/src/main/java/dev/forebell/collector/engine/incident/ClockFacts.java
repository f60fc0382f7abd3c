package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.sla.AnchorPoint;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.SlaFacts;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an incident's clocks depend on, taken from the incident. */
final class ClockFacts {
  private ClockFacts() {}

  /**
   * The facts of one incident.
   *
   * @param promise pauses as they are or are about to be
   */
  static SlaFacts of(CustomerState state, Incident incident, IncidentClocks promise) {
    Times times = incident.times();
    return new SlaFacts(
        incident.finding().severity(),
        promise.severityRoseAt(),
        incident.urgency().emergency(),
        anchors(incident),
        times.at(Milestone.CONTACTED),
        times.at(Milestone.ACKNOWLEDGED),
        times.at(Milestone.DIAGNOSED),
        times.at(Milestone.DISPATCHED),
        times.at(Milestone.ARRIVED),
        times.at(Milestone.RESTORED),
        times.at(Milestone.RESOLVED),
        promise.reopenings(),
        promise.pauses(),
        incident.handling().exclusion().map(Handling.Exclusion::at),
        incident.handling().attention(),
        incident.aboveHosts() ? deadlines(state, incident) : new TreeMap<>());
  }

  private static SortedMap<AnchorPoint, Instant> anchors(Incident incident) {
    TreeMap<AnchorPoint, Instant> anchors = new TreeMap<>();
    Times times = incident.times();
    for (AnchorPoint point : AnchorPoint.values()) {
      Optional<Instant> at =
          switch (point) {
            case DETECTED -> times.at(Milestone.DETECTED);
            case BEGAN -> times.at(Milestone.FIRST_BEGAN).or(() -> times.at(Milestone.BEGAN));
            case REPORTED -> times.at(Milestone.REPORTED);
            case ACKNOWLEDGED -> times.at(Milestone.ACKNOWLEDGED);
            case DIAGNOSED -> times.at(Milestone.DIAGNOSED);
            case DISPATCHED -> times.at(Milestone.DISPATCHED);
            case PROMOTED -> incident.urgency().promotedAt();
          };
      at.ifPresent(instant -> anchors.put(point, notBefore(incident, instant)));
    }
    return anchors;
  }

  /**
   * What became more than a risk later than it was opened promises nothing before that; nor does
   * what was kept back before it was opened.
   */
  private static Instant notBefore(Incident incident, Instant at) {
    return incident
        .promise()
        .serviceFrom()
        .filter(
            from ->
                from.isAfter(incident.times().detectedAt())
                    || incident.times().at(Milestone.SUPPRESSED).isPresent())
        .filter(from -> from.isAfter(at))
        .orElse(at);
  }

  /** Earliest deadline of each clock that runs below a parent; one that rests is not due then. */
  private static SortedMap<ClockId, Instant> deadlines(CustomerState state, Incident parent) {
    TreeMap<ClockId, Instant> earliest = new TreeMap<>();
    state.childrenOf(parent.id()).stream()
        .filter(Incident::open)
        .flatMap(child -> child.promise().clocks().values().stream())
        .filter(clock -> clock.outcome().isEmpty() && clock.pausedSince().isEmpty())
        .forEach(clock -> earliest.merge(clock.id(), clock.deadline(), ClockFacts::earlier));
    return earliest;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
