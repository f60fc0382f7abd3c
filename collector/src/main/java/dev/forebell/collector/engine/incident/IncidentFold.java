package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes an incident from its events: the only writer, alike in running and after a restart. It
 * judges nothing: what an event says has happened.
 */
final class IncidentFold {
  private IncidentFold() {}

  /**
   * The incident after one more event.
   *
   * @param before empty for the first event
   * @throws IllegalStateException if the event does not follow {@code before}
   */
  static Incident apply(Optional<Incident> before, IncidentEvent event) {
    if (event.change() instanceof Change.Opened opened && before.isEmpty()) {
      return open(event, opened);
    }
    if (event.change() instanceof Change.Withheld withheld && before.isEmpty()) {
      return withheld(new IncidentDraft(open(event, withheld.opening())), event, withheld);
    }
    if (event.change() instanceof Change.Recorded recorded && before.isEmpty()) {
      return open(event, recorded);
    }
    Incident incident = before.orElseThrow(() -> misplaced(event, 0));
    if (event.number() != incident.lastNumber() + 1) {
      throw misplaced(event, incident.lastNumber());
    }
    return changed(new IncidentDraft(incident), event)
        .handling(handling -> AttentionFold.apply(handling, event))
        .handling(handling -> CalloutFold.apply(handling, event))
        .numbered(event.number());
  }

  private static IllegalStateException misplaced(IncidentEvent event, long last) {
    return new IllegalStateException(
        event.name() + " number " + event.number() + " of " + event.id() + " after " + last);
  }

  /** It was over before it was known: no clock ever runs. */
  private static Incident open(IncidentEvent event, Change.Recorded recorded) {
    Change.Opened opened =
        new Change.Opened(
            recorded.customer(),
            recorded.key(),
            recorded.site(),
            recorded.services(),
            Optional.empty(),
            recorded.beganAt(),
            recorded.finding(),
            recorded.configuration());
    return new IncidentDraft(open(event, opened))
        .resolved(Optional.of(recorded.restoredAt()), event.at())
        .numbered(event.number());
  }

  private static Incident open(IncidentEvent event, Change.Opened opened) {
    return new Incident(
        event.id(),
        opened.customer(),
        opened.key(),
        opened.site(),
        opened.services(),
        opened.configuration(),
        event.number(),
        IncidentState.OPEN,
        opened.finding(),
        Times.opened(opened.beganAt(), event.at()),
        Urgency.ORDINARY,
        Optional.empty(),
        Handling.NONE,
        IncidentClocks.opened(opened.contract(), opened.finding(), event.at()),
        Gathered.NONE,
        Turns.NONE,
        opened.dueBy());
  }

  private static Incident withheld(
      IncidentDraft draft, IncidentEvent event, Change.Withheld withheld) {
    return draft
        .state(IncidentState.SUPPRESSED)
        .promise(IncidentClocks::withheld)
        .withheld(event.reason(), withheld)
        .numbered(event.number());
  }

  private static IncidentDraft changed(IncidentDraft draft, IncidentEvent event) {
    Instant at = event.at();
    boolean person = Author.isPerson(event.by());
    return switch (event.change()) {
      case Change.Opened opened when draft.before().state() == IncidentState.SUPPRESSED ->
          draft.opened(opened, at);
      case Change.Opened _ -> throw misplaced(event, draft.before().lastNumber());
      case Change.Withheld withheld -> draft.withheld(event.reason(), withheld);
      case Change.Recorded _ -> throw misplaced(event, draft.before().lastNumber());
      case Change.Corrected corrected -> draft.began(corrected.beganAt());
      case Change.Completed _ -> draft;
      case Change.SeverityChanged moved -> draft.found(moved.finding(), at);
      case Change.Promoted promoted -> draft.urgency(u -> u.promoted(promoted.verdict(), at));
      case Change.Demoted demoted -> draft.urgency(u -> u.demoted(demoted.dismissed()));
      case Change.Acknowledged _ -> person ? draft.acknowledged(at) : draft;
      case Change.Assigned assigned -> draft.handling(h -> h.assigned(assigned.to()));
      case Change.Contacted _ -> person ? draft.first(Milestone.CONTACTED, at) : draft;
      case Change.Dispatched _ -> draft.first(Milestone.DISPATCHED, at);
      case Change.Arrived _ -> draft.first(Milestone.ARRIVED, at);
      case Change.Diagnosed diagnosed -> draft.diagnosed(diagnosed.cause(), at);
      case Change.Commented _, Change.Notified _ -> draft;
      case Change.Suppressed listed -> draft.gathered(listed.condition());
      case Change.HeldOpen held -> draft.held(held.until());
      case Change.Reported reported -> draft.reported(reported.reportedAt());
      case Change.Linked linked -> draft.handling(h -> h.linked(linked.ticket()));
      case Change.Excluded excluded ->
          draft.handling(
              h -> h.excluded(new Handling.Exclusion(excluded.cause(), excluded.approver(), at)));
      case Change.Restored restored -> draft.restored(restored.restoredAt());
      case Change.Relapsed _ -> draft.relapsed(at);
      case Change.Resolved resolved -> draft.resolved(resolved.restoredAt(), at);
      case Change.Reopened reopened ->
          draft
              .reopened(reopened.finding(), at)
              .handling(h -> h.reopened(event.reason() == Reason.COMMAND));
      case Change.Closed _ -> draft.state(IncidentState.CLOSED);
      case Change.Absorbed absorbed -> draft.parent(absorbed.parent());
      case Change.ClockChanged clock -> draft.promise(p -> p.clock(clock));
    };
  }
}
