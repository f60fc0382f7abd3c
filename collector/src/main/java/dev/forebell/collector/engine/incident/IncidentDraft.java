package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An incident while one event is applied to it: the parts that events change, one by one. */
final class IncidentDraft {
  private final Incident before;
  private IncidentState state;
  private Finding finding;
  private Times times;
  private Urgency urgency;
  private Optional<IncidentId> parent;
  private Handling handling;
  private IncidentClocks promise;
  private Gathered gathered;
  private Turns turns;
  private Optional<Instant> dueBy;

  IncidentDraft(Incident before) {
    this.before = before;
    this.state = before.state();
    this.finding = before.finding();
    this.times = before.times();
    this.urgency = before.urgency();
    this.parent = before.parent();
    this.handling = before.handling();
    this.promise = before.promise();
    this.gathered = before.gathered();
    this.turns = before.turns();
    this.dueBy = before.dueBy();
  }

  Incident before() {
    return before;
  }

  Incident numbered(long number) {
    return new Incident(
        before.id(),
        before.customer(),
        before.key(),
        before.site(),
        before.services(),
        before.configuration(),
        number,
        state,
        finding,
        times,
        urgency,
        parent,
        handling,
        promise,
        gathered,
        turns,
        dueBy);
  }

  IncidentDraft state(IncidentState next) {
    state = next;
    return this;
  }

  IncidentDraft parent(Optional<IncidentId> above) {
    parent = above;
    return this;
  }

  IncidentDraft urgency(UnaryOperator<Urgency> change) {
    urgency = change.apply(urgency);
    return this;
  }

  IncidentDraft handling(UnaryOperator<Handling> change) {
    handling = change.apply(handling);
    return this;
  }

  IncidentDraft promise(UnaryOperator<IncidentClocks> change) {
    promise = change.apply(promise);
    return this;
  }

  IncidentDraft first(Milestone milestone, Instant at) {
    times = times.first(milestone, at);
    return this;
  }

  /** Clocks go on counting from what was known at first. */
  IncidentDraft began(Instant at) {
    times = times.first(Milestone.FIRST_BEGAN, times.beganAt()).with(Milestone.BEGAN, at);
    return this;
  }

  IncidentDraft found(Finding now, Instant at) {
    if (state != IncidentState.SUPPRESSED) {
      promise = promise.found(finding, now, at);
    }
    finding = now;
    return this;
  }

  IncidentDraft withheld(Reason reason, Change.Withheld change) {
    Finding seen = change.opening().finding();
    Withholding why = new Withholding(reason, change.by(), seen.severity(), seen.means());
    return handling(done -> done.withheld(why));
  }

  /** Announced after it was kept back. */
  IncidentDraft opened(Change.Opened opened, Instant at) {
    times =
        times
            .first(Milestone.SUPPRESSED, times.detectedAt())
            .with(Milestone.DETECTED, at)
            .without(Milestone.RESTORED);
    finding = opened.finding();
    dueBy = opened.dueBy();
    promise = IncidentClocks.opened(opened.contract(), opened.finding(), at);
    return state(IncidentState.OPEN).handling(Handling::announced);
  }

  IncidentDraft acknowledged(Instant at) {
    if (state == IncidentState.OPEN) {
      state = IncidentState.ACKNOWLEDGED;
    }
    return first(Milestone.ACKNOWLEDGED, at);
  }

  IncidentDraft diagnosed(String cause, Instant at) {
    state = IncidentState.DIAGNOSED;
    handling = handling.diagnosed(cause);
    return first(Milestone.DIAGNOSED, at);
  }

  /** Calls may be recorded out of order: the earliest is the first. */
  IncidentDraft reported(Instant at) {
    if (times.at(Milestone.REPORTED).filter(known -> !at.isBefore(known)).isEmpty()) {
      times = times.with(Milestone.REPORTED, at);
    }
    return this;
  }

  IncidentDraft restored(Instant at) {
    times = times.with(Milestone.RESTORED, at);
    return this;
  }

  IncidentDraft relapsed(Instant at) {
    times = times.without(Milestone.RESTORED);
    turns = turns.back(at);
    return this;
  }

  IncidentDraft gathered(ConditionKey condition) {
    gathered = gathered.with(condition);
    return this;
  }

  IncidentDraft held(Instant until) {
    turns = turns.held(until);
    return this;
  }

  IncidentDraft resolved(Optional<Instant> restoredAt, Instant at) {
    restoredAt.ifPresent(this::restored);
    times = times.with(Milestone.RESOLVED, at);
    turns = turns.released();
    return state(IncidentState.RESOLVED);
  }

  IncidentDraft reopened(Finding now, Instant at) {
    promise = promise.reopened(times.at(Milestone.RESOLVED).orElse(at), at);
    times = times.without(Milestone.RESTORED).without(Milestone.RESOLVED);
    turns = turns.back(at);
    return state(IncidentState.OPEN).handling(Handling::announced).found(now, at);
  }
}
