package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.collector.engine.sla.SlaClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Outputs as lines that a person can check against the design. */
final class Transcript {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Transcript() {}

  static String line(DeskOutput output) {
    return switch (output) {
      case DeskOutput.Happened(IncidentEvent event, Incident incident, _) ->
          "%s #%d.%d %s %s%s%s"
              .formatted(
                  time(event.at()),
                  event.id().number(),
                  event.number(),
                  event.name(),
                  event.reason().id(),
                  event.by().equals(IncidentEvent.SYSTEM) ? "" : " by " + event.by(),
                  detail(event.change(), incident));
      case DeskOutput.Waits waits ->
          "         #%d is told of at %s at the earliest"
              .formatted(waits.incident().number(), time(waits.until()));
      case DeskOutput.Refused refused ->
          "         #%d refused %s by %s: %s"
              .formatted(
                  refused.target().number(),
                  refused.reason().id(),
                  refused.by(),
                  refused.sentence());
    };
  }

  private static String detail(Change change, Incident incident) {
    return switch (change) {
      case Change.Opened opened ->
          " %s on %s%s %s %s began %s"
                  .formatted(
                      opened.key().rule(),
                      opened.key().host().map(Object::toString).orElse("-"),
                      opened.key().subject().isEmpty() ? "" : " " + opened.key().subject(),
                      incident.finding().means().id(),
                      incident.finding().severity().id(),
                      time(opened.beganAt()))
              + opened.dueBy().map(at -> " due " + at).orElse("");
      case Change.SeverityChanged _ ->
          " " + incident.finding().means().id() + " " + incident.finding().severity().id();
      case Change.Promoted promoted -> verdict(promoted.verdict());
      case Change.Demoted demoted -> verdict(demoted.dismissed());
      case Change.Restored restored -> " at " + time(restored.restoredAt());
      case Change.Resolved resolved ->
          resolved.restoredAt().map(at -> " restored at " + time(at)).orElse(" still bad");
      case Change.Suppressed suppressed ->
          " " + suppressed.condition().rule() + " since " + time(suppressed.since());
      case Change.Withheld withheld ->
          " %s on %s%s began %s"
              .formatted(
                  withheld.opening().key().rule(),
                  withheld.opening().key().host().orElseThrow(),
                  withheld.by().isEmpty() ? "" : " by " + withheld.by(),
                  time(withheld.opening().beganAt()));
      case Change.Absorbed absorbed ->
          absorbed.parent().map(parent -> " below #" + parent.number()).orElse(" by itself");
      case Change.ClockChanged clock -> " " + clock(clock.event().clock());
      default -> " -> " + incident.state().id();
    };
  }

  private static String clock(SlaClock clock) {
    return clock.id().name().id()
        + " due "
        + time(clock.deadline())
        + clock.outcome().map(Outcome::id).map(id -> " " + id).orElse("");
  }

  private static String verdict(Verdict verdict) {
    return " "
        + verdict.met().stream().map(Transcript::criterion).collect(Collectors.joining("; "));
  }

  private static String criterion(Criterion criterion) {
    String hosts =
        criterion.hosts().stream().map(Object::toString).collect(Collectors.joining(","));
    return switch (criterion) {
      case Criterion.PeopleAffected people ->
          "%s: %d of %d people (%d on it, %d without seat) %s"
              .formatted(
                  people.subject(),
                  people.affected(),
                  people.people(),
                  people.onItNow(),
                  people.withoutSeat(),
                  hosts);
      case Criterion.KeyServiceDown service ->
          "%s: %d of %d up, %d needed, %s"
              .formatted(
                  service.subject(), service.up(), service.members(), service.minUp(), hosts);
      case Criterion.SiteUnseen site ->
          "%s: %d of %d silent, %s"
              .formatted(site.subject(), site.silent(), site.connected(), site.why());
      case Criterion.HostGroupDown group ->
          "%s: %d of %d down, %s".formatted(group.subject(), group.down(), group.members(), hosts);
    };
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
