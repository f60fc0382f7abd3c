package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.condition.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All of an incident that its clocks depend on: the clocks are a function of this, the contract and
 * the calendars.
 *
 * @param severity now
 * @param severityRoseAt when severity last rose after opening: targets of the higher severity that
 *     are anchored at detection count from then
 * @param emergency now
 * @param anchors the points that exist; PROMOTED is the latest promotion. ACKNOWLEDGED and
 *     REPORTED: the first
 * @param contactedAt first contact by a person
 * @param acknowledgedAt first acknowledgement by a person
 * @param diagnosedAt cause recorded
 * @param dispatchedAt an engineer left
 * @param arrivedAt an engineer arrived
 * @param restoredAt first good sample; provisional while {@code resolvedAt} is empty
 * @param resolvedAt over; ends every clock
 * @param reopenings stretches from a resolution to its reopening: they count as pauses of the
 *     resolution clock
 * @param pauses stretches in which clocks other than response rest, in time order
 * @param exclusion when and by whom it was taken out of the promise
 * @param attention what people did since it was opened or reopened
 * @param parentDeadlines for a parent: earliest deadline of its children's running clocks
 */
public record SlaFacts(
    Severity severity,
    Optional<Instant> severityRoseAt,
    boolean emergency,
    SortedMap<AnchorPoint, Instant> anchors,
    Optional<Instant> contactedAt,
    Optional<Instant> acknowledgedAt,
    Optional<Instant> diagnosedAt,
    Optional<Instant> dispatchedAt,
    Optional<Instant> arrivedAt,
    Optional<Instant> restoredAt,
    Optional<Instant> resolvedAt,
    List<Stretch> reopenings,
    List<Stretch> pauses,
    Optional<Instant> exclusion,
    Attention attention,
    SortedMap<ClockId, Instant> parentDeadlines) {

  /**
   * From one instant to another.
   *
   * @param to empty: it still lasts
   * @param reason of a pause; empty otherwise
   */
  public record Stretch(Instant from, Optional<Instant> to, String reason) {}
}
