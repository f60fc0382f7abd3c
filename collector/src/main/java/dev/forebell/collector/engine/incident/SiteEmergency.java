package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Evidence.Witness;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.Criterion.SiteUnseen.Why;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.engine.sla.SlaTerms;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When an unseen site is an emergency: its people cannot work without its uplink, somebody who
 * looks from elsewhere does not reach it either, or it lasts through five minutes of service hours.
 */
final class SiteEmergency {
  private static final Duration LASTING = Duration.ofMinutes(5);

  private SiteEmergency() {}

  /** Promotes it once; what a person demoted stays so until more hosts are gone. */
  static void judge(StepLog log, IncidentId id, SiteCount count) {
    Incident incident = log.state().incident(id).orElseThrow();
    boolean ordinary = incident.open() && !incident.urgency().emergency();
    if (ordinary && isUnseen(incident) && SiteIncident.stands(incident)) {
      why(log, incident, count)
          .map(why -> criterion(incident, count, why))
          .filter(criterion -> !incident.urgency().dismissed().covers(criterion))
          .ifPresent(
              criterion ->
                  log.happens(
                      id,
                      criterion.reason(),
                      new Change.Promoted(new Verdict(List.of(criterion)), "")));
    }
  }

  /** What would make it one now or later, for a person who says that it is none. */
  static Optional<Criterion> concerning(CustomerState state, Incident incident) {
    return incident
        .site()
        .filter(_ -> isUnseen(incident))
        .map(
            site ->
                criterion(
                    incident,
                    SiteCount.of(state, site, incident.times().detectedAt()),
                    Why.LASTING));
  }

  private static boolean isUnseen(Incident incident) {
    return SiteIncident.is(incident) && SiteIncident.loss(incident).said() == SiteEnd.SILENT;
  }

  private static Criterion criterion(Incident incident, SiteCount count, Why why) {
    List<HostId> gone = SiteIncident.gone(incident, count);
    List<ConditionKey> causes =
        gone.stream().map(host -> new ConditionKey(host, incident.key().rule(), "")).toList();
    return new Criterion.SiteUnseen(
        incident.key().subject(),
        gone.size(),
        SiteIncident.loss(incident).connected(),
        why,
        causes);
  }

  private static Optional<Why> why(StepLog log, Incident incident, SiteCount count) {
    CustomerState state = log.state();
    SiteId site = count.site();
    boolean never =
        state.config().notEmergency().contains(site.value())
            || state.config().notEmergency().contains(incident.key().rule().value());
    if (never) {
      return Optional.empty();
    }
    if (dependsOnUplink(state, site)) {
      return Optional.of(Why.UPLINK);
    }
    if (secondPathAgrees(state, incident, count)) {
      return Optional.of(Why.SECOND_PATH);
    }
    return lastsAt(state, incident).filter(log::due).map(_ -> Why.LASTING);
  }

  private static boolean dependsOnUplink(CustomerState state, SiteId site) {
    return Optional.ofNullable(state.config().sites().get(site))
        .filter(Site::dependsOnUplink)
        .isPresent();
  }

  /** Who looks from outside the site cannot reach one of its hosts, and nobody reaches any. */
  private static boolean secondPathAgrees(CustomerState state, Incident incident, SiteCount count) {
    Predicate<HostId> gone = SiteIncident.isGone(incident, count);
    List<Witness> words =
        state.links().at(count.site()).worded().stream()
            .filter(gone)
            .flatMap(host -> count.link(host).words().stream())
            .filter(word -> isElsewhere(state, word.name(), count.site()))
            .toList();
    return !words.isEmpty() && words.stream().noneMatch(word -> word.answer().proofOfLife());
  }

  private static boolean isElsewhere(CustomerState state, String witness, SiteId site) {
    return state.config().hosts().values().stream()
        .noneMatch(host -> host.id().value().equals(witness) && host.site().equals(site));
  }

  /** When it will have lasted through five minutes of the hours that its contract covers. */
  private static Optional<Instant> lastsAt(CustomerState state, Incident incident) {
    // Of a stretch before the verdict in which the collector was deaf nobody knows anything.
    Instant heard = SiteIncident.verdictAt(incident).minus(SiteCount.TOGETHER);
    Instant began = incident.times().beganAt();
    Instant from = began.isAfter(heard) ? began : heard;
    List<Contract> contracts = Coverage.contracts(state.config(), incident);
    SlaTerms terms = new SlaTerms(contracts, state.config().calendars());
    return contracts.stream()
        .map(one -> terms.time(one, one.calendar()).after(from, LASTING).orHorizon())
        .min(Instant::compareTo)
        .or(() -> Optional.of(from.plus(LASTING)));
  }

  /** When it becomes one if it lasts. */
  static Optional<Instant> dueAt(CustomerState state, Incident incident) {
    boolean waits =
        isUnseen(incident)
            && incident.open()
            && SiteIncident.stands(incident)
            && !incident.urgency().emergency()
            && incident.urgency().dismissed().met().isEmpty()
            && !state.config().notEmergency().contains(incident.key().subject())
            && !state.config().notEmergency().contains(incident.key().rule().value());
    return waits ? lastsAt(state, incident) : Optional.empty();
  }
}
