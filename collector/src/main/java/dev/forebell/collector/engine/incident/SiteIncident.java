package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Evidence.SiteLoss;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The incident that stands for a site: most of its hosts fell silent together, or said that they
 * shut down. It is there until at least half of them are back.
 */
final class SiteIncident {
  /** How long hosts that did not come back with the others get before they are told of. */
  static final Duration SETTLING = Duration.ofSeconds(20);

  /** How long single hosts are held at most. */
  static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  /** How long half of the hosts must be back. */
  static final Duration CLEAR_FOR = Duration.ofSeconds(60);

  private static final RuleId POWERING_DOWN = new RuleId("site-powering-down");
  private static final List<SiteEnd> ENDS = List.of(SiteEnd.values());

  private SiteIncident() {}

  static boolean is(Incident incident) {
    return incident.finding().evidence() instanceof SiteLoss;
  }

  static IncidentKey key(SiteId site, SiteEnd said) {
    return new IncidentKey(Optional.empty(), rule(said), site.value());
  }

  static RuleId rule(SiteEnd said) {
    return switch (said) {
      case SILENT -> Criterion.SiteUnseen.RULE;
      case SHUTDOWN -> POWERING_DOWN;
    };
  }

  static SiteLoss loss(Incident incident) {
    Evidence evidence = incident.finding().evidence();
    return (SiteLoss) evidence;
  }

  /** Those of a site that have not closed, the silent kind first. */
  static List<Incident> of(CustomerState state, SiteId site) {
    return ENDS.stream().flatMap(said -> state.incident(key(site, said)).stream()).toList();
  }

  /** Its verdict stands: half of the hosts are not back, as far as was told. */
  static boolean stands(Incident incident) {
    return incident.times().at(Milestone.RESTORED).isEmpty();
  }

  /** When it was opened, or opened again. */
  static Instant verdictAt(Incident incident) {
    List<Stretch> reopenings = incident.promise().reopenings();
    Instant detected = incident.times().detectedAt();
    return reopenings.isEmpty() ? detected : reopenings.getLast().to().orElse(detected);
  }

  /**
   * The hosts that it is about, in order: those counted at the verdict, and those that followed and
   * are not in maintenance or silenced.
   */
  static List<HostId> hosts(Incident incident, SiteCount count) {
    return about(incident, count).distinct().sorted().toList();
  }

  /** The same one after another, some twice: for who looks for the first of a kind. */
  static Stream<HostId> about(Incident incident, SiteCount count) {
    return Stream.concat(
        loss(incident).hosts().stream(),
        count.links().keySet().stream().filter(following(incident, count)));
  }

  /** Since when those that go belong to it. */
  static Instant followFrom(Incident incident) {
    return verdictAt(incident).minus(SiteCount.TOGETHER);
  }

  /** Those that went with it or after it, and count. */
  private static Predicate<HostId> following(Incident incident, SiteCount count) {
    Instant from = followFrom(incident);
    Predicate<HostId> counts = count.counting(loss(incident).said(), from);
    return host ->
        isGone(incident, count.link(host))
            && !count.link(host).since().isBefore(from)
            && counts.test(host);
  }

  /** Whether it is about a host. */
  static boolean isAbout(Incident incident, SiteCount count, HostId host) {
    return isCounted(incident, host)
        || (count.links().containsKey(host) && following(incident, count).test(host));
  }

  /** Whether it was among those that the verdict counted. */
  private static boolean isCounted(Incident incident, HostId host) {
    return Collections.binarySearch(loss(incident).hosts(), host) >= 0;
  }

  /** Whether a host is one that it is about and that is not back. */
  static Predicate<HostId> isGone(Incident incident, SiteCount count) {
    Predicate<HostId> follows = following(incident, count);
    return host ->
        count.links().containsKey(host)
            && isGone(incident, count.link(host))
            && (isCounted(incident, host) || follows.test(host));
  }

  /** Whether it is about a host, and that is not back. */
  static boolean isGone(Incident incident, SiteCount count, HostId host) {
    return count.links().containsKey(host)
        && isGone(incident, count.link(host))
        && isAbout(incident, count, host);
  }

  /** The hosts that it is about and that are not back, in order. */
  static List<HostId> gone(Incident incident, SiteCount count) {
    return hosts(incident, count).stream()
        .filter(host -> count.links().containsKey(host))
        .filter(host -> isGone(incident, count.link(host)))
        .toList();
  }

  /** What is not heard because the collector was deaf is not back either. */
  static boolean isGone(SiteEnd said, HostLink link) {
    return link.quiet() || (said == SiteEnd.SHUTDOWN && link.shutDown());
  }

  private static boolean isGone(Incident incident, HostLink link) {
    return isGone(loss(incident).said(), link);
  }

  /** Whether more than half of its hosts are gone, counted one by one. */
  static boolean counts(Incident incident, SiteCount count) {
    Predicate<HostId> follows = following(incident, count);
    int about = loss(incident).hosts().size();
    int gone = 0;
    for (Map.Entry<HostId, HostLink> one : count.links().entrySet()) {
      boolean counted = isCounted(incident, one.getKey());
      boolean isOf = counted || follows.test(one.getKey());
      about += isOf && !counted ? 1 : 0;
      gone += isOf && isGone(incident, one.getValue()) ? 1 : 0;
    }
    return 2 * gone > about;
  }

  /** Whether more than half of its hosts are gone. */
  static boolean holds(CustomerState state, Incident incident, Instant now) {
    Optional<Integer> margin = state.links().margin(incident);
    if (SiteRestraint.allCount(state) && margin.isPresent()) {
      return margin.orElseThrow() > 0;
    }
    return incident
        .site()
        .filter(site -> counts(incident, SiteCount.of(state, site, now)))
        .isPresent();
  }

  /** When a verdict on a single host of it is told at the latest; empty: it was over long ago. */
  static Instant releasedAt(Incident incident) {
    Instant latest = verdictAt(incident).plus(LONGEST_HOLD);
    return incident
        .times()
        .at(Milestone.RESTORED)
        .map(at -> at.plus(SETTLING))
        .filter(latest::isAfter)
        .orElse(latest);
  }
}
