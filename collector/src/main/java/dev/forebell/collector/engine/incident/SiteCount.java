package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Evidence.SiteLoss;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counts who of a site is there and who went together. Hosts that were never heard, said goodbye or
 * are long gone are not of the number.
 *
 * @param links of the site's hosts of which anything is known
 */
record SiteCount(CustomerState state, SiteId site, SortedMap<HostId, HostLink> links, Instant now) {
  /** Within which silences are one loss. */
  static final Duration TOGETHER = Duration.ofSeconds(60);

  /** Within which goodbyes are one shutdown. */
  private static final Duration POWERING_DOWN = Duration.ofMinutes(10);

  private static final int FEWEST = 2;
  private static final double SILENT_SHARE = 0.6;
  private static final int SHUTDOWNS = 3;
  private static final double SHUTDOWN_SHARE = 0.3;

  static SiteCount of(CustomerState state, SiteId site, Instant now) {
    return new SiteCount(state, site, state.links().at(site).of(), now);
  }

  /** Of one host of the site alone. */
  static SiteCount ofOne(CustomerState state, SiteId site, HostId host, Instant now) {
    TreeMap<HostId, HostLink> links = new TreeMap<>();
    state.link(host).ifPresent(link -> links.put(host, link));
    return new SiteCount(state, site, links, now);
  }

  /** Hosts of which nothing is heard, in order. */
  List<HostId> silent() {
    return matching(link -> link.silent(now));
  }

  /** How the link of one of these hosts stands. */
  HostLink link(HostId host) {
    return Optional.ofNullable(links.get(host)).orElseThrow();
  }

  /** Hosts of the site whose link stands so, in order. */
  List<HostId> matching(Predicate<HostLink> standing) {
    return links.entrySet().stream()
        .filter(entry -> standing.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Who counts: not who is, or was when the loss began, in maintenance or silenced. */
  Predicate<HostId> counting(SiteEnd said, Instant from) {
    return SiteRestraint.counts(state, said, from, now);
  }

  /** Most of the connected hosts fell silent together: at least two, and not desktops alone. */
  Optional<SiteLoss> silence() {
    if (SiteRestraint.allCount(state) && !state.links().at(site).canBeLost()) {
      return Optional.empty();
    }
    List<HostId> silent = silent();
    Predicate<HostId> counts = counting(SiteEnd.SILENT, newest(silent).minus(TOGETHER));
    List<HostId> counted = silent.stream().filter(counts).toList();
    return counted.isEmpty() ? Optional.empty() : silence(counted, counts);
  }

  private Optional<SiteLoss> silence(List<HostId> silent, Predicate<HostId> counts) {
    Instant from = newest(silent).minus(TOGETHER);
    List<HostId> lost = silent.stream().filter(host -> !link(host).since().isBefore(from)).toList();
    int connected =
        lost.size() + (int) matching(link -> link.there(now)).stream().filter(counts).count();
    boolean met =
        lost.size() >= FEWEST
            && isMost(lost.size(), connected)
            && lost.stream().anyMatch(host -> !desktop(host));
    return loss(SiteEnd.SILENT, lost, connected, met);
  }

  /** Whether so many of those that were connected are a site that is lost. */
  static boolean isMost(int lost, int connected) {
    return lost >= SILENT_SHARE * connected;
  }

  /** Several hosts said that they shut down: three, or a third of the site and not just one. */
  Optional<SiteLoss> shutdown() {
    Instant from = now.minus(POWERING_DOWN);
    List<HostId> all = matching(link -> link.shutDown() && !link.since().isBefore(from));
    Predicate<HostId> counts = counting(SiteEnd.SHUTDOWN, began(all)).and(host -> !desktop(host));
    List<HostId> said = all.stream().filter(counts).toList();
    int others = (int) matching(link -> link.there(now)).stream().filter(counts).count();
    int connected = said.size() + others;
    boolean met =
        said.size() >= SHUTDOWNS
            || (said.size() >= FEWEST && said.size() >= SHUTDOWN_SHARE * connected);
    return loss(SiteEnd.SHUTDOWN, said, connected, met);
  }

  private Optional<SiteLoss> loss(SiteEnd said, List<HostId> lost, int connected, boolean met) {
    return met
        ? Optional.of(
            new SiteLoss(said, lost, connected, Duration.between(began(lost), newest(lost))))
        : Optional.empty();
  }

  /** When the first of them went. */
  Instant began(List<HostId> lost) {
    return lost.stream().map(host -> link(host).since()).min(Instant::compareTo).orElse(now);
  }

  private Instant newest(List<HostId> lost) {
    return lost.stream().map(host -> link(host).since()).max(Instant::compareTo).orElse(now);
  }

  private boolean desktop(HostId host) {
    return Optional.ofNullable(state.config().hosts().get(host))
        .map(Host::kind)
        .filter(HostKind.DESKTOP::equals)
        .isPresent();
  }
}
