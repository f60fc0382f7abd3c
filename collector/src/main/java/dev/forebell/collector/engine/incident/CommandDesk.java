package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.emergency.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Carries out what people and connected systems ask of one incident, or refuses it by name. */
final class CommandDesk {
  private CommandDesk() {}

  static void take(StepLog log, CustomerInput.CommandGiven given) {
    Optional<Incident> target = log.state().incident(given.target());
    Optional<Refusal> refusal =
        target.isEmpty()
            ? Optional.of(unknown(log.state(), given))
            : CommandCheck.refusal(log.state(), target.get(), given);
    if (refusal.isPresent()) {
      refuse(log, given, refusal.get());
    } else {
      target.ifPresent(incident -> carryOut(log, incident, given));
    }
  }

  private static void refuse(StepLog log, CustomerInput.CommandGiven given, Refusal refusal) {
    log.refuse(given.target(), refusal.reason(), refusal.sentence(), given.by());
  }

  /** A closed incident has left the state; its number tells that it once was here. */
  private static Refusal unknown(CustomerState state, CustomerInput.CommandGiven given) {
    IncidentId id = given.target();
    boolean closed =
        id.customerCode().equals(state.config().code()) && id.number() <= state.lastNumber();
    return Lifecycle.refusal(IncidentState.CLOSED, given.command())
        .filter(_ -> closed)
        .map(Refusal::illegal)
        .orElseGet(() -> new Refusal(Reason.NO_SUCH_INCIDENT, "no incident " + id));
  }

  private static void carryOut(StepLog log, Incident incident, CustomerInput.CommandGiven given) {
    switch (given.command()) {
      case Command.Acknowledge(String comment) ->
          answer(log, incident, given, new Change.Acknowledged(comment));
      case Command.Contact(String whom, String channel) ->
          answer(log, incident, given, new Change.Contacted(whom, channel));
      case Command.Diagnose(String cause) -> diagnose(log, incident, given, cause);
      case Command.Pause(String reason, Optional<Instant> until) ->
          ClockDesk.pause(log, incident, given, new Pause(given.at(), reason, until));
      case Command.Resume _ -> ClockDesk.resume(log, incident, given);
      case Command.Assign(String to) -> happens(log, incident, given, new Change.Assigned(to));
      case Command.Dispatch(String who) ->
          happens(log, incident, given, new Change.Dispatched(who));
      case Command.Arrive(String who) -> happens(log, incident, given, new Change.Arrived(who));
      case Command.Comment(String text) ->
          happens(log, incident, given, new Change.Commented(text));
      case Command.Resolve(String reason) ->
          happens(
              log,
              incident,
              given,
              new Change.Resolved(incident.times().at(Milestone.RESTORED), reason));
      case Command.Reopen(String reason) ->
          happens(log, incident, given, new Change.Reopened(incident.finding(), reason));
      case Command.Close _ -> happens(log, incident, given, new Change.Closed());
      case Command.Report report ->
          happens(
              log,
              incident,
              given,
              new Change.Reported(report.who(), report.reportedAt().orElse(given.at())));
      case Command.Link link ->
          happens(
              log,
              incident,
              given,
              new Change.Linked(new Ticket(link.system(), link.reference(), link.url())));
      case Command.Exclude(String cause, String approver) ->
          happens(log, incident, given, new Change.Excluded(cause, approver));
      case Command.Promote(String reason) ->
          happens(log, incident, given, new Change.Promoted(known(log, incident), reason));
      case Command.Demote(String reason) ->
          happens(log, incident, given, new Change.Demoted(known(log, incident), reason));
    }
  }

  private static Verdict known(StepLog log, Incident incident) {
    return EmergencyDesk.concerning(log, incident);
  }

  /** Who records the cause has it in hand: that acknowledges it. */
  private static void diagnose(
      StepLog log, Incident incident, CustomerInput.CommandGiven given, String cause) {
    if (incident.state() == IncidentState.OPEN) {
      answer(log, incident, given, new Change.Acknowledged(""));
    }
    happens(log, incident, given, new Change.Diagnosed(cause));
  }

  /** Who answers for an incident answers for those below it. */
  private static void answer(
      StepLog log, Incident incident, CustomerInput.CommandGiven given, Change change) {
    happens(log, incident, given, change);
    log.state().childrenOf(incident.id()).stream()
        .filter(child -> Lifecycle.refusal(child.state(), given.command()).isEmpty())
        .filter(Incident::open)
        .forEach(child -> answer(log, child, given, change));
  }

  private static void happens(
      StepLog log, Incident incident, CustomerInput.CommandGiven given, Change change) {
    log.happens(incident.id(), Reason.COMMAND, given.by(), change);
  }
}
