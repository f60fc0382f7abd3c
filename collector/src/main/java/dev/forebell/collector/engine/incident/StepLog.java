package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.emergency.PeopleCount;
import dev.forebell.collector.engine.sla.Occasion;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One step while it runs: each event is folded as soon as it is decided, so that what is decided
 * after it sees it.
 */
final class StepLog {
  private final Instant now;
  private final Occasion occasion;
  private final List<DeskOutput> outputs = new ArrayList<>();
  private final TreeSet<IncidentId> touched = new TreeSet<>();
  private final TreeSet<HostId> hosts = new TreeSet<>();
  private final TreeSet<IncidentId> left = new TreeSet<>();
  private final Optional<ConditionEvent> condition;
  private CustomerState state;

  StepLog(CustomerState state, CustomerInput input) {
    this.state = state;
    this.condition = condition(input);
    this.now = input.at();
    this.occasion = input instanceof CustomerInput.Tick ? Occasion.TICK : Occasion.INPUT;
  }

  private static Optional<ConditionEvent> condition(CustomerInput input) {
    return switch (input) {
      case CustomerInput.Condition one -> Optional.of(one.event());
      case CustomerInput.Shared shared -> Optional.of(shared.event());
      default -> Optional.empty();
    };
  }

  Instant now() {
    return now;
  }

  Occasion occasion() {
    return occasion;
  }

  /**
   * Whether what was to happen then happens now: with the tick of its moment, which follows all
   * other inputs of that moment, or with what comes later.
   */
  boolean due(Instant at) {
    return occasion == Occasion.TICK ? !at.isAfter(now) : at.isBefore(now);
  }

  /** What detection said in this step; empty: the input was another. */
  Optional<ConditionEvent> condition() {
    return condition;
  }

  /** When a condition that is over was good again. */
  static Optional<Instant> endedGood(ConditionEvent event) {
    return event instanceof ConditionEvent.Ended ended
        ? Optional.of(ended.restoredAt())
        : Optional.empty();
  }

  CustomerState state() {
    return state;
  }

  List<DeskOutput> outputs() {
    return outputs;
  }

  /** Incidents whose clocks must be looked at in this step. */
  SortedSet<IncidentId> touched() {
    return touched;
  }

  /** Hosts whose incidents this step touched, those that it closed included. */
  SortedSet<HostId> hosts() {
    return hosts;
  }

  void touch(IncidentId id) {
    touched.add(id);
    state.incident(id).flatMap(one -> one.key().host()).ifPresent(hosts::add);
  }

  /** Decided by the machine itself. */
  void happens(IncidentId id, Reason reason, Change change) {
    happens(id, reason, IncidentEvent.SYSTEM, change);
  }

  void happens(IncidentId id, Reason reason, String by, Change change) {
    long number = state.incident(id).map(Incident::lastNumber).orElse(0L) + 1;
    IncidentEvent event = new IncidentEvent(id, number, now, reason, by, change);
    Incident after = IncidentFold.apply(state.incident(id), event);
    state = state.fold(event);
    outputs.add(new DeskOutput.Happened(event, after, state.config().language()));
    touched.add(id);
    after.key().host().ifPresent(hosts::add);
    if (after.state() == IncidentState.CLOSED) {
      after.parent().ifPresent(left::add);
    }
  }

  /** Incidents that one below them left in this step because it closed. */
  SortedSet<IncidentId> left() {
    return left;
  }

  void refuse(IncidentId target, Reason reason, String sentence, String by) {
    outputs.add(new DeskOutput.Refused(target, reason, sentence, by));
  }

  void configured(CustomerConfig config) {
    state = state.withConfig(config);
    touched.addAll(state.incidents().keySet());
  }

  void counted(HostId host, PeopleCount count) {
    state = state.withPeople(host, count);
  }

  void quiet(Quiet changed) {
    state = state.withQuiet(changed);
  }

  /** How a host's link stands from now on. */
  void linked(LinkNews news) {
    state = state.withLink(news.host(), HostLink.after(state.link(news.host()), news));
  }

  /** What is announced of this incident waits until then. */
  void waits(IncidentId id, Instant until) {
    outputs.add(new DeskOutput.Waits(id, until));
  }

  void wakes(CustomerState withWakes) {
    state = withWakes;
  }

  /** Keeps which conditions hold. */
  void observed(ConditionEvent event) {
    ConditionKey key = event.key();
    Optional<HeldCondition> old = state.condition(key);
    Optional<HeldCondition> held =
        switch (event) {
          case ConditionEvent.Began began -> Optional.of(HeldCondition.of(began));
          case ConditionEvent.Changed changed ->
              old.map(one -> one.found(changed.finding()))
                  .or(() -> Optional.of(HeldCondition.of(changed)));
          case ConditionEvent.Recovering recovering ->
              old.map(one -> one.recovering(recovering.restoredAt()));
          case ConditionEvent.Relapsed _ -> old.map(HeldCondition::relapsed);
          case ConditionEvent.Ended _ -> Optional.empty();
          case ConditionEvent.Corrected corrected -> old.map(one -> one.since(corrected.since()));
          case ConditionEvent.Past _, ConditionEvent.Alive _ -> old;
        };
    if (!held.equals(old)) {
      state = state.withCondition(key, held);
    }
  }
}
