package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An incident's clocks and what they depend on besides its times.
 *
 * @param contract id of the contract that covers it; empty: not covered
 * @param clocks as their newest events left them
 * @param serviceFrom since when it is more than a risk: clocks count from then at the earliest
 * @param severityRoseAt last rise after opening
 * @param pauses in time order; the last one may be open or end at an appointment
 * @param reopenings from a resolution to the reopening, in time order
 */
public record IncidentClocks(
    Optional<String> contract,
    SortedMap<ClockId, SlaClock> clocks,
    Optional<Instant> serviceFrom,
    Optional<Instant> severityRoseAt,
    List<Stretch> pauses,
    List<Stretch> reopenings) {
  public IncidentClocks {
    clocks = Collections.unmodifiableSortedMap(new TreeMap<>(clocks));
    pauses = List.copyOf(pauses);
    reopenings = List.copyOf(reopenings);
  }

  /** As an incident that is announced at an instant begins. */
  static IncidentClocks opened(Optional<String> contract, Finding finding, Instant at) {
    return new IncidentClocks(
        contract,
        new TreeMap<>(),
        needsClocks(finding) ? Optional.of(at) : Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Of one that is not announced: nothing is promised yet. */
  IncidentClocks withheld() {
    return new IncidentClocks(
        contract, clocks, Optional.empty(), severityRoseAt, pauses, reopenings);
  }

  /** Outages and degradations have clocks; risks and notes have none. */
  static boolean needsClocks(Finding finding) {
    return finding.means().compareTo(Meaning.DEGRADATION) >= 0;
  }

  /** Whether clocks rest by a pause at this instant. */
  public boolean pausedAt(Instant now) {
    return !pauses.isEmpty() && pauses.getLast().to().filter(end -> !end.isAfter(now)).isEmpty();
  }

  /** Whether a clock still waits for a pause to end. */
  public boolean resting() {
    return clocks.values().stream().anyMatch(IncidentClocks::resting);
  }

  private static boolean resting(SlaClock clock) {
    return clock.pausedSince().isPresent() && clock.outcome().isEmpty();
  }

  IncidentClocks found(Finding before, Finding now, Instant at) {
    boolean first = serviceFrom.isEmpty() && needsClocks(now);
    boolean rose = now.severity().compareTo(before.severity()) > 0;
    return new IncidentClocks(
        contract,
        clocks,
        first ? Optional.of(at) : serviceFrom,
        rose ? Optional.of(at) : severityRoseAt,
        pauses,
        reopenings);
  }

  IncidentClocks reopened(Instant resolvedAt, Instant at) {
    return new IncidentClocks(
        contract,
        clocks,
        serviceFrom,
        severityRoseAt,
        pauses,
        appended(reopenings, new Stretch(resolvedAt, Optional.of(at), "")));
  }

  /** With this pause as it now stands: begun, or ended before its time. */
  IncidentClocks paused(Pause pause) {
    List<Stretch> others = pauses.stream().filter(one -> !one.from().equals(pause.from())).toList();
    return withPauses(appended(others, new Stretch(pause.from(), pause.until(), pause.reason())));
  }

  /** The running pause, if any, ends now. */
  IncidentClocks resumed(Instant at) {
    if (!pausedAt(at)) {
      return this;
    }
    List<Stretch> ended = new ArrayList<>(pauses);
    Stretch last = ended.removeLast();
    ended.add(new Stretch(last.from(), Optional.of(at), last.reason()));
    return withPauses(ended);
  }

  IncidentClocks clock(Change.ClockChanged changed) {
    SlaEvent event = changed.event();
    TreeMap<ClockId, SlaClock> moved = new TreeMap<>(clocks);
    moved.put(event.clock().id(), event.clock());
    IncidentClocks after =
        new IncidentClocks(contract, moved, serviceFrom, severityRoseAt, pauses, reopenings);
    IncidentClocks paused = changed.pause().map(after::paused).orElse(after);
    // A pause lives in the clocks that rest by it. A clock that makes way for a stricter one is
    // followed by that one, which rests in its turn.
    boolean over = !paused.resting() && event.reason() != Reason.STRICTER_PROMISE;
    return over ? paused.resumed(event.at()) : paused;
  }

  private IncidentClocks withPauses(List<Stretch> changed) {
    return new IncidentClocks(contract, clocks, serviceFrom, severityRoseAt, changed, reopenings);
  }

  private static List<Stretch> appended(List<Stretch> list, Stretch one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}
