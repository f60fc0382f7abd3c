package dev.forebell.collector.engine.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When each incident next needs a tick: a clock, the end of a pause, or its closing. */
final class Wakes {
  private Wakes() {}

  /** Computed for every incident: after a restart. */
  static CustomerState all(CustomerState state) {
    return of(state, new TreeSet<>(state.incidents().keySet()));
  }

  /** Computed anew for the incidents that were touched; the others keep theirs. */
  static CustomerState of(CustomerState state, SortedSet<IncidentId> touched) {
    WakeTimes wakes = state.wakes();
    for (IncidentId id : touched) {
      wakes = wakes.with(id, state.incident(id).flatMap(one -> wake(state, one)));
    }
    return state.withWakes(wakes);
  }

  private static Optional<Instant> wake(CustomerState state, Incident incident) {
    return Stream.of(
            ClockDesk.wakeAt(state, incident),
            Closing.closesAt(state, incident),
            Flapping.steadyAt(incident),
            Absorption.releasesAt(state, incident),
            SiteDesk.wakeAt(state, incident),
            PeopleDesk.wakeAt(state, incident))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
