package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    Optional<HostId> host = about(log, input);
    if (host.isPresent()) {
      host.flatMap(one -> siteOf(log.state(), one)).ifPresent(sites::add);
    } else {
      log.state().aboveHosts().stream()
          .filter(SiteIncident::is)
          .flatMap(one -> one.site().stream())
          .forEach(sites::add);
    }
    sites.forEach(site -> settle(log, input, site));
  }

  /** The host that the input is about; empty: any, or none. */
  private static Optional<HostId> about(StepLog log, CustomerInput input) {
    return input instanceof CustomerInput.LinkSaid said
        ? Optional.of(said.news().host())
        : log.condition().map(event -> event.key().host());
  }

  static Optional<SiteId> siteOf(CustomerState state, HostId host) {
    return siteOf(state.config(), host);
  }

  static Optional<SiteId> siteOf(CustomerConfig config, HostId host) {
    return Optional.ofNullable(config.hosts().get(host)).map(Host::site);
  }

  private static void settle(StepLog log, CustomerInput input, SiteId site) {
    if (!(input instanceof CustomerInput.LinkSaid)
        && SiteIncident.of(log.state(), site).isEmpty()) {
      return;
    }
    SiteCount count = SiteCount.of(log.state(), site, log.now());
    touch(log, site);
    SiteOpening.judge(log, input, count);
    SiteIncident.of(log.state(), site)
        .forEach(
            one -> {
              recover(log, one.id());
              letGo(log, one.id());
              Optional<HostId> host = about(log, input);
              release(log, one.id(), count, host);
              absorb(log, one.id(), count, host);
              SiteEmergency.judge(log, one.id(), count);
            });
  }

  /** What is held on its hosts, and so when it wants to be asked again, may have changed. */
  private static void touch(StepLog log, SiteId site) {
    boolean told =
        log.condition()
            .filter(event -> !(event instanceof ConditionEvent.Began))
            .flatMap(event -> log.state().incident(IncidentKey.of(event.key())))
            .isPresent();
    if (log.condition().isPresent() && !told) {
      SiteIncident.of(log.state(), site).forEach(one -> log.touch(one.id()));
    }
  }

  static Reason reason(SiteEnd said) {
    return switch (said) {
      case SILENT -> Reason.SITE_UNSEEN;
      case SHUTDOWN -> Reason.SITE_POWERING_DOWN;
    };
  }

  private static void recover(StepLog log, IncidentId id) {
    Incident incident = log.state().incident(id).orElseThrow();
    boolean holds = SiteIncident.holds(log.state(), incident, log.now());
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
  private static void release(StepLog log, IncidentId id, SiteCount count, Optional<HostId> host) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (log.due(SiteIncident.releasedAt(incident))) {
      held(log.state(), incident, concerned(incident, count, host))
          .toList()
          .forEach(held -> Opening.open(log, held, Reason.SITE_RELEASED));
    }
  }

  /** What holds on its hosts and will be told of when they are released. */
  private static Stream<HeldCondition> held(
      CustomerState state, Incident incident, List<HostId> hosts) {
    Instant released = SiteIncident.releasedAt(incident);
    return state.config().topology().bottomUp(hosts).stream()
        .flatMap(host -> silenceFirst(state.untoldOf(host)))
        .filter(held -> Explanation.of(state, held, released).isEmpty())
        .filter(held -> !FloorWait.holds(state, held, released))
        .filter(held -> Grouping.of(state, held.key()).isEmpty());
  }

  /** Its hosts; of what is said of one host, that one: the others were looked at before. */
  private static List<HostId> concerned(Incident incident, SiteCount count, Optional<HostId> host) {
    boolean all = host.isEmpty() || SiteIncident.verdictAt(incident).equals(count.now());
    return all
        ? SiteIncident.hosts(incident, count)
        : host.filter(one -> SiteIncident.isAbout(incident, count, one)).stream().toList();
  }

  private static Stream<HeldCondition> silenceFirst(List<HeldCondition> held) {
    return Stream.concat(
        held.stream().filter(one -> HostSilence.saysSo(one.finding())),
        held.stream().filter(one -> !HostSilence.saysSo(one.finding())));
  }

  /** Hosts that were told of already stand below their site: they keep their tickets. */
  private static void absorb(StepLog log, IncidentId id, SiteCount count, Optional<HostId> host) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (!incident.open() || !SiteIncident.stands(incident)) {
      return;
    }
    concerned(incident, count, host).stream()
        .filter(one -> SiteIncident.isGone(incident, count, one))
        .flatMap(one -> HostSilence.of(log.state(), one).stream())
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
        && SiteIncident.isGone(
            site,
            SiteCount.ofOne(state, site.site().orElseThrow(), held.key().host(), now),
            held.key().host());
  }

  /** A silence that was held and is over as far as is known: it needs no incident any more. */
  private static boolean isReturning(Incident site, HeldCondition held) {
    return HostSilence.saysSo(held.finding())
        && !held.bad()
        && !held.since().isBefore(site.times().beganAt());
  }

  /** When it next needs a look. */
  static Optional<Instant> wakeAt(CustomerState state, Incident incident) {
    if (!SiteIncident.is(incident)) {
      return Optional.empty();
    }
    Instant released = SiteIncident.releasedAt(incident);
    SiteCount then = SiteCount.of(state, incident.site().orElseThrow(), released);
    Optional<Instant> release =
        SiteIncident.about(incident, then)
            .filter(host -> held(state, incident, List.of(host)).findAny().isPresent())
            .findFirst()
            .map(_ -> released);
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
