package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.collector.engine.emergency.PeopleCount;
import dev.forebell.collector.engine.sla.Occasion;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The incident machine of one customer. Each step goes the same way: what time has closed, the
 * input itself, absorption, what is kept from being announced, emergencies, incidents above hosts,
 * clocks, people.
 */
public final class IncidentDesk {
  private IncidentDesk() {}

  /**
   * One input.
   *
   * @return next state, events and refusals in order, and when a tick is needed. A tick that comes
   *     late or twice changes nothing.
   */
  public static Step<CustomerState, DeskOutput> step(CustomerState state, CustomerInput input) {
    StepLog log = new StepLog(state, input);
    Closing.before(log);
    if (!mayKeepBack(input)) {
      Gate.before(log);
    }
    take(log, input);
    SiteDesk.settle(log, input);
    FloorWait.settle(log, input);
    Absorption.settle(log);
    Gate.settle(log);
    SiteWait.settle(log);
    EmergencyDesk.settle(log, input);
    AboveHosts.settle(log);
    ClockDesk.settle(log);
    PeopleDesk.settle(log);
    log.wakes(Wakes.of(log.state(), log.touched()));
    Optional<Instant> wakeAt =
        Stream.of(
                earliest(log),
                log.state().quiet().wakeAt().stream(),
                FloorWait.wakeAt(log.state(), log.now()).stream())
            .flatMap(one -> one)
            .filter(at -> isToCome(log, at))
            .min(Instant::compareTo);
    return new Step<>(log.state(), log.outputs(), wakeAt);
  }

  /** Who just gave another window or silence, by hand or in a file, wants all to stay kept back. */
  private static boolean mayKeepBack(CustomerInput input) {
    return input instanceof CustomerInput.SuppressionsGiven
        || input instanceof CustomerInput.ConfigChanged;
  }

  private static Stream<Instant> earliest(StepLog log) {
    WakeTimes wakes = log.state().wakes();
    return (log.occasion() == Occasion.INPUT ? wakes.first() : wakes.firstAfter(log.now()))
        .stream();
  }

  /** A tick settles all that was due by then: whoever asks for the same moment again gets none. */
  private static boolean isToCome(StepLog log, Instant at) {
    return log.occasion() == Occasion.INPUT || at.isAfter(log.now());
  }

  private static void take(StepLog log, CustomerInput input) {
    switch (input) {
      case CustomerInput.Condition condition -> ConditionIntake.take(log, condition.event());
      case CustomerInput.Shared shared -> {
        ConditionIntake.take(log, shared.event());
        ProviderElement.below(log, shared.event().key(), shared.above());
      }
      case CustomerInput.LinkSaid said -> log.linked(said.news());
      case CustomerInput.CommandGiven given -> CommandDesk.take(log, given);
      case CustomerInput.PeopleCounted counted ->
          log.counted(counted.host(), new PeopleCount(counted.people(), counted.countedAt()));
      case CustomerInput.ConfigChanged changed -> {
        Topology before = log.state().config().topology();
        log.configured(changed.config());
        ProviderElement.dropped(log, before);
      }
      case CustomerInput.SuppressionsGiven given ->
          log.quiet(log.state().quiet().given(given.given()));
      case CustomerInput.HostEnrolled enrolled ->
          log.quiet(log.state().quiet().enrolled(enrolled.host(), enrolled.sampledAt()));
      case CustomerInput.Tick tick -> {
        Flapping.due(log);
        Closing.due(log, tick.at());
      }
    }
  }
}
