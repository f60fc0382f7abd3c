package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a command may be carried out: form, author, state, contract, in this order. */
final class CommandCheck {
  private static final SortedSet<String> EXCLUSIONS =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(List.of("third_party", "custom_code", "force_majeure", "customer_act")));

  private CommandCheck() {}

  static Optional<Refusal> refusal(
      CustomerState state, Incident incident, CustomerInput.CommandGiven given) {
    return form(given)
        .or(() -> Lifecycle.refusal(incident.state(), given.command()).map(Refusal::illegal))
        .or(() -> author(given))
        .or(() -> situation(state, incident, given));
  }

  private static Optional<Refusal> form(CustomerInput.CommandGiven given) {
    if (!Author.wellFormed(given.by())) {
      return malformed("'" + given.by() + "' names nobody; expected a name, bot:x or system:x");
    }
    return switch (given.command()) {
      case Command.Acknowledge _, Command.Resume _, Command.Close _ -> Optional.empty();
      case Command.Assign(String to) -> required("assign", "to", to);
      case Command.Contact(String whom, String channel) ->
          required("contact", "whom", whom).or(() -> required("contact", "channel", channel));
      case Command.Dispatch(String who) -> required("dispatch", "who", who);
      case Command.Arrive(String who) -> required("arrive", "who", who);
      case Command.Diagnose(String cause) -> required("diagnose", "cause", cause);
      case Command.Comment(String text) -> required("comment", "text", text);
      case Command.Pause pause -> pause(pause, given.at());
      case Command.Resolve(String reason) -> required("resolve", "reason", reason);
      case Command.Reopen(String reason) -> required("reopen", "reason", reason);
      case Command.Report report -> report(report, given.at());
      case Command.Link link ->
          required("link", "system", link.system())
              .or(() -> required("link", "reference", link.reference()));
      case Command.Exclude exclude -> exclude(exclude);
      case Command.Promote(String reason) -> required("promote", "reason", reason);
      case Command.Demote(String reason) -> required("demote", "reason", reason);
    };
  }

  private static Optional<Refusal> required(String command, String name, String value) {
    return value.isBlank() ? malformed(command + " needs '" + name + "'") : Optional.empty();
  }

  private static Optional<Refusal> pause(Command.Pause pause, Instant now) {
    boolean past = pause.until().filter(until -> !until.isAfter(now)).isPresent();
    return past
        ? malformed("pause until " + pause.until().get() + " would be over already")
        : required("pause", "reason", pause.reason());
  }

  private static Optional<Refusal> report(Command.Report report, Instant now) {
    boolean future = report.reportedAt().filter(at -> at.isAfter(now)).isPresent();
    return future
        ? malformed("reported at " + report.reportedAt().get() + ", which is still to come")
        : required("report", "who", report.who());
  }

  private static Optional<Refusal> exclude(Command.Exclude exclude) {
    if (!EXCLUSIONS.contains(exclude.cause())) {
      return malformed(
          "exclude for '" + exclude.cause() + "'; expected " + String.join(", ", EXCLUSIONS));
    }
    return Author.isPerson(exclude.approver())
        ? Optional.empty()
        : malformed("exclude needs a person as 'approver'");
  }

  private static Optional<Refusal> author(CustomerInput.CommandGiven given) {
    boolean reserved =
        switch (given.command()) {
          case Command.Diagnose _, Command.Promote _, Command.Demote _ -> true;
          case Command.Acknowledge _,
              Command.Assign _,
              Command.Contact _,
              Command.Dispatch _,
              Command.Arrive _,
              Command.Comment _,
              Command.Pause _,
              Command.Resume _,
              Command.Resolve _,
              Command.Reopen _,
              Command.Close _,
              Command.Report _,
              Command.Link _,
              Command.Exclude _ ->
              false;
        };
    return reserved && !Author.isPerson(given.by())
        ? Optional.of(
            new Refusal(Reason.PERSON_REQUIRED, "only a person may do this, not " + given.by()))
        : Optional.empty();
  }

  private static Optional<Refusal> situation(
      CustomerState state, Incident incident, CustomerInput.CommandGiven given) {
    boolean emergency = incident.urgency().emergency();
    boolean paused = incident.promise().pausedAt(given.at());
    return switch (given.command()) {
      case Command.Promote _ when emergency -> illegal("emergency to promoted");
      case Command.Promote _ when !IncidentClocks.needsClocks(incident.finding()) ->
          illegal(incident.finding().means().id() + " to promoted: nothing is out or slowed down");
      case Command.Demote _ when !emergency -> illegal("no emergency to demoted");
      case Command.Pause _ when paused -> illegal("paused to paused");
      case Command.Resume _ when !paused -> illegal("running to resumed");
      case Command.Exclude _ when incident.handling().exclusion().isPresent() ->
          illegal("excluded to excluded");
      case Command.Close _ when StillHolding.holds(state, incident, given.at()) ->
          illegal("resolved to closed while the condition still holds");
      case Command.Pause pause -> allowed(state, incident, pause.reason());
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> allowed(
      CustomerState state, Incident incident, String pauseReason) {
    SortedSet<String> allowed = Coverage.pauseReasons(state.config(), incident);
    return allowed.contains(pauseReason)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.NOT_ALLOWED_BY_CONTRACT,
                "the contract does not allow a pause for '"
                    + pauseReason
                    + "'; it allows "
                    + (allowed.isEmpty() ? "none" : String.join(", ", allowed))));
  }

  private static Optional<Refusal> malformed(String sentence) {
    return Optional.of(Refusal.malformed(sentence));
  }

  private static Optional<Refusal> illegal(String sentence) {
    return Optional.of(Refusal.illegal(sentence));
  }
}
