package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Evidence.SiteLoss;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Judges whole sites: most of the hosts silent together, or shutting down together, are one matter.
 * While a site is unseen its hosts are held: suspects, told of one by one when half of the others
 * are back without them, or after ten minutes.
 */
final class SiteDesk {
  private SiteDesk() {}

  static void settle(StepLog log, CustomerInput input) {
    TreeSet<SiteId> sites = new TreeSet<>();
    log.state().incidents().values().stream()
        .filter(SiteIncident::is)
        .flatMap(one -> one.site().stream())
        .forEach(sites::add);
    if (input instanceof CustomerInput.LinkSaid said) {
      siteOf(log.state(), said.news().host()).ifPresent(sites::add);
    }
    sites.forEach(site -> settle(log, input, site));
  }

  private static Optional<SiteId> siteOf(CustomerState state, HostId host) {
    return Optional.ofNullable(state.config().hosts().get(host)).map(Host::site);
  }

  private static void settle(StepLog log, CustomerInput input, SiteId site) {
    SiteCount count = SiteCount.of(log.state(), site, log.now());
    boolean concerned =
        log.condition()
            .flatMap(event -> siteOf(log.state(), event.key().host()))
            .filter(site::equals)
            .isPresent();
    if (concerned) {
      // What is held on its hosts, and so when it wants to be asked again, may have changed.
      SiteIncident.of(log.state(), site).forEach(one -> log.touch(one.id()));
    }
    newLoss(log.state(), input, count).ifPresent(loss -> judge(log, count, loss));
    SiteIncident.of(log.state(), site)
        .forEach(
            one -> {
              recover(log, one.id(), count);
              letGo(log, one.id());
              release(log, one.id(), count);
              absorb(log, one.id(), count);
              SiteEmergency.judge(log, one.id(), count);
            });
  }

  /** Only what was just said can make a loss: what is long known was judged when it came. */
  private static Optional<SiteLoss> newLoss(
      CustomerState state, CustomerInput input, SiteCount count) {
    if (!(input instanceof CustomerInput.LinkSaid(LinkNews news)) || !isIn(state, news, count)) {
      return Optional.empty();
    }
    return switch (news) {
      case LinkNews.Suspected suspected ->
          HostSilence.holds(state, suspected.host())
                  || standing(state, count.site(), SiteEnd.SHUTDOWN)
              ? Optional.empty()
              : count.silence();
      case LinkNews.SaidGoodbye _ -> count.shutdown();
      case LinkNews.Heard _, LinkNews.Unknown _, LinkNews.Closed _, LinkNews.Witnessed _ ->
          Optional.empty();
    };
  }

  private static boolean isIn(CustomerState state, LinkNews news, SiteCount count) {
    return siteOf(state, news.host()).filter(count.site()::equals).isPresent();
  }

  /** A site that powers down falls silent too: that is the same matter. */
  private static boolean standing(CustomerState state, SiteId site, SiteEnd said) {
    return state
        .incident(SiteIncident.key(site, said))
        .filter(one -> one.open() && SiteIncident.stands(one))
        .isPresent();
  }

  /** A new loss opens an incident; one within the reopen window of the last goes on with it. */
  private static void judge(StepLog log, SiteCount count, SiteLoss loss) {
    Optional<Incident> known = log.state().incident(SiteIncident.key(count.site(), loss.said()));
    if (known.isEmpty()) {
      open(log, count, loss);
    } else if (!known.get().open() && !SiteIncident.stands(known.get())) {
      log.happens(
          known.get().id(),
          Reason.CONDITION_RETURNED,
          new Change.Reopened(finding(log.state(), loss), ""));
    }
  }

  private static void open(StepLog log, SiteCount count, SiteLoss loss) {
    CustomerState state = log.state();
    List<ServiceId> services =
        loss.hosts().stream()
            .flatMap(host -> Coverage.services(state.config(), host).stream())
            .distinct()
            .sorted()
            .toList();
    log.happens(
        Opening.nextId(log),
        reason(loss.said()),
        new Change.Opened(
            state.config().id(),
            SiteIncident.key(count.site(), loss.said()),
            Optional.of(count.site()),
            services,
            Coverage.contractOf(state.config(), Optional.empty()),
            count.began(loss.hosts()),
            finding(state, loss),
            state.config().version()));
  }

  private static Finding finding(CustomerState state, SiteLoss loss) {
    return new Finding(
        Severity.CRITICAL, Meaning.OUTAGE, Wake.NOW, loss, "", state.config().version());
  }

  private static Reason reason(SiteEnd said) {
    return switch (said) {
      case SILENT -> Reason.SITE_UNSEEN;
      case SHUTDOWN -> Reason.SITE_POWERING_DOWN;
    };
  }

  private static void recover(StepLog log, IncidentId id, SiteCount count) {
    Incident incident = log.state().incident(id).orElseThrow();
    boolean holds = SiteIncident.holds(incident, count);
    Optional<Instant> restored = incident.times().at(Milestone.RESTORED);
    if (!incident.open()) {
      return;
    }
    if (restored.isEmpty() && !holds) {
      log.happens(id, Reason.SITE_SEEN_AGAIN, new Change.Restored(log.now()));
    } else if (restored.isPresent() && holds) {
      log.happens(id, reason(SiteIncident.loss(incident).said()), new Change.Relapsed());
    } else if (restored.filter(at -> log.due(at.plus(SiteIncident.CLEAR_FOR))).isPresent()) {
      log.happens(id, Reason.LINK_STEADY, new Change.Resolved(restored, ""));
    }
  }

  /** The site is back: a host of it that is down goes on by itself. */
  private static void letGo(StepLog log, IncidentId id) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (!incident.open() && !SiteIncident.stands(incident)) {
      log.state().childrenOf(id).stream()
          .filter(one -> one.open() && one.times().at(Milestone.RESTORED).isEmpty())
          .toList()
          .forEach(
              one ->
                  log.happens(one.id(), Reason.PARENT_OVER, new Change.Absorbed(Optional.empty())));
    }
  }

  /** What was held and still holds is told of; it stands below its site while that is unseen. */
  private static void release(StepLog log, IncidentId id, SiteCount count) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (log.due(SiteIncident.releasedAt(incident))) {
      held(log.state(), incident, count)
          .toList()
          .forEach(held -> Opening.open(log, held, Reason.SITE_RELEASED));
    }
  }

  /** What holds on its hosts and will be told of when they are released. */
  private static Stream<HeldCondition> held(
      CustomerState state, Incident incident, SiteCount count) {
    Instant released = SiteIncident.releasedAt(incident);
    return state.config().topology().bottomUp(SiteIncident.hosts(incident, count)).stream()
        .flatMap(host -> silenceFirst(state.conditionsOf(host)))
        .filter(held -> held.finding().means() != Meaning.NOTE)
        .filter(held -> state.incident(IncidentKey.of(held.key())).isEmpty())
        .filter(held -> Explanation.of(state, held, released).isEmpty())
        .filter(held -> Grouping.of(state, held.key()).isEmpty());
  }

  private static Stream<HeldCondition> silenceFirst(List<HeldCondition> held) {
    return Stream.concat(
        held.stream().filter(one -> HostSilence.saysSo(one.finding())),
        held.stream().filter(one -> !HostSilence.saysSo(one.finding())));
  }

  /** Hosts that were told of already stand below their site: they keep their tickets. */
  private static void absorb(StepLog log, IncidentId id, SiteCount count) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (!incident.open() || !SiteIncident.stands(incident)) {
      return;
    }
    SiteIncident.gone(incident, count).stream()
        .flatMap(host -> HostSilence.of(log.state(), host).stream())
        .filter(one -> one.open() && one.parent().isEmpty())
        .toList()
        .forEach(
            one ->
                log.happens(
                    one.id(),
                    reason(SiteIncident.loss(incident).said()),
                    new Change.Absorbed(Optional.of(id))));
  }

  /**
   * The site's incident, for what holds on one of its hosts that is gone: a condition that was not
   * told of yet is held by it, an incident stands below it.
   */
  static Optional<Explanation> explains(CustomerState state, HeldCondition held, Instant now) {
    HostId host = held.key().host();
    return siteOf(state, host).stream()
        .flatMap(site -> SiteIncident.of(state, site).stream())
        .filter(one -> explains(state, one, held, now))
        .map(one -> new Explanation(one, reason(SiteIncident.loss(one).said())))
        .findFirst();
  }

  private static boolean explains(
      CustomerState state, Incident site, HeldCondition held, Instant now) {
    boolean told = state.incident(IncidentKey.of(held.key())).filter(Incident::open).isPresent();
    boolean unseen = SiteIncident.loss(site).said() == SiteEnd.SILENT;
    if (!told && unseen && isReturning(site, held)) {
      return true;
    }
    boolean holding = unseen && SiteIncident.releasedAt(site).isAfter(now);
    boolean matters =
        told
            ? site.open() && SiteIncident.stands(site) && HostSilence.saysSo(held.finding())
            : holding;
    return matters
        && SiteIncident.gone(site, SiteCount.of(state, site.site().orElseThrow(), now))
            .contains(held.key().host());
  }

  /** A silence that was held and is over as far as is known: it needs no incident any more. */
  private static boolean isReturning(Incident site, HeldCondition held) {
    return HostSilence.saysSo(held.finding())
        && !held.bad()
        && !held.since().isBefore(site.times().beganAt());
  }

  /** The conditions without those that are held: suspects are no outages. */
  static SortedMap<ConditionKey, HeldCondition> unheld(
      CustomerState state, SortedMap<ConditionKey, HeldCondition> conditions) {
    SortedSet<HostId> held = new TreeSet<>();
    state.incidents().values().stream()
        .filter(SiteIncident::is)
        .filter(one -> SiteIncident.loss(one).said() == SiteEnd.SILENT)
        .forEach(
            one ->
                held.addAll(
                    SiteIncident.gone(
                        one,
                        SiteCount.of(state, one.site().orElseThrow(), one.times().detectedAt()))));
    TreeMap<ConditionKey, HeldCondition> rest = new TreeMap<>(conditions);
    rest.values()
        .removeIf(
            one ->
                held.contains(one.key().host())
                    && state.incident(IncidentKey.of(one.key())).isEmpty());
    return rest;
  }

  /** When it next needs a look. */
  static Optional<Instant> wakeAt(CustomerState state, Incident incident) {
    if (!SiteIncident.is(incident)) {
      return Optional.empty();
    }
    Instant released = SiteIncident.releasedAt(incident);
    SiteCount then = SiteCount.of(state, incident.site().orElseThrow(), released);
    Optional<Instant> release = held(state, incident, then).findFirst().map(_ -> released);
    Optional<Instant> steady =
        incident
            .times()
            .at(Milestone.RESTORED)
            .filter(_ -> incident.open())
            .map(at -> at.plus(SiteIncident.CLEAR_FOR));
    return Stream.of(steady, release, SiteEmergency.dueAt(state, incident))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
