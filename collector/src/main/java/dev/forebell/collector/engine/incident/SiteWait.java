package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A host that goes down while others of its site are suspect may be the first of a lost site: what
 * is told of it waits a moment, so that the site's verdict can still take its place.
 */
public final class SiteWait {
  static final Duration LONGEST = Duration.ofSeconds(5);

  private SiteWait() {}

  /**
   * Whether nobody outside need have been told yet of what was opened, if it then went below
   * another incident.
   *
   * @param opened when it was
   * @param at when it went below another
   */
  public static boolean mayCover(Finding finding, Instant opened, Instant at) {
    boolean waited = HostSilence.saysSo(finding) && at.isBefore(opened.plus(LONGEST));
    return waited || at.equals(opened);
  }

  static void settle(StepLog log) {
    log.condition()
        .map(ConditionEvent::key)
        .flatMap(key -> log.state().incident(IncidentKey.of(key)))
        .filter(one -> isNewSilence(log, one) && othersAreSuspect(log, one))
        .ifPresent(one -> log.waits(one.id(), log.now().plus(LONGEST)));
  }

  private static boolean isNewSilence(StepLog log, Incident incident) {
    Instant opened = SiteIncident.verdictAt(incident);
    return incident.open()
        && incident.state() != IncidentState.SUPPRESSED
        && incident.parent().isEmpty()
        && HostSilence.saysSo(incident.finding())
        && opened.equals(log.now());
  }

  private static boolean othersAreSuspect(StepLog log, Incident incident) {
    CustomerState state = log.state();
    return incident
        .key()
        .condition()
        .map(ConditionKey::host)
        .flatMap(host -> Optional.ofNullable(state.config().hosts().get(host)))
        .map(Host::site)
        .map(site -> SiteCount.of(state, site, log.now()))
        .filter(
            count ->
                count.silent().stream()
                    .anyMatch(
                        other ->
                            incident.key().host().filter(other::equals).isEmpty()
                                && !isToldOf(state, other)))
        .isPresent();
  }

  /** One that was down, came back and is silent again may go down once more, with its site. */
  private static boolean isToldOf(CustomerState state, HostId host) {
    return state.silencesOf(host).stream().anyMatch(HeldCondition::bad);
  }
}
