package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.port.FleetView;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Hosts as they stand now: written by the engine's thread, read by anyone. Every heartbeat is
 * written here, so it costs one look and one write: when a host was last heard is kept beside the
 * rest, and so is the order, which changes with the configuration only.
 */
final class FleetBoard implements FleetView {
  /** One host. Only the engine's thread writes. */
  private static final class Cell {
    private volatile HostNow now;
    private volatile Optional<Instant> heard;
    private HeldValues values = HeldValues.NONE;

    Cell(HostNow now) {
      this.now = now;
      this.heard = now.lastHeard();
    }

    void sampled(Instant sampledAt, List<Sample> samples) {
      values = values.next(samples);
      now =
          new HostNow(
              now.host(),
              now.customer(),
              now.site(),
              now.kind(),
              now.link(),
              now.lastHeard(),
              Optional.of(sampledAt),
              now.facts(),
              values);
    }

    HostNow whole() {
      HostNow known = now;
      Optional<Instant> last = heard;
      return known.lastHeard().equals(last)
          ? known
          : with(known, known.link(), last, known.facts());
    }
  }

  private final ConcurrentHashMap<HostId, Cell> hosts = new ConcurrentHashMap<>();
  private volatile List<HostId> order = List.of();

  @Override
  public List<HostNow> hosts() {
    return order.stream()
        .flatMap(host -> Optional.ofNullable(hosts.get(host)).stream())
        .map(Cell::whole)
        .toList();
  }

  /** Whether this host is watched. */
  boolean has(HostId host) {
    return hosts.containsKey(host);
  }

  /** Takes over the configured hosts; others are forgotten. */
  void configured(SortedMap<HostId, HostProfile> profiles) {
    profiles.values().forEach(this::known);
    hosts.keySet().retainAll(profiles.keySet());
    order = List.copyOf(profiles.keySet());
  }

  private void known(HostProfile profile) {
    HostNow fresh =
        new HostNow(
            profile.host(),
            profile.customer(),
            profile.site(),
            profile.kind(),
            LinkState.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    hosts.merge(profile.host(), new Cell(fresh), (old, _) -> new Cell(goingOn(old.whole(), fresh)));
  }

  private static HostNow goingOn(HostNow old, HostNow fresh) {
    return new HostNow(
        fresh.host(),
        fresh.customer(),
        fresh.site(),
        fresh.kind(),
        old.link(),
        old.lastHeard(),
        old.lastSampledAt(),
        old.facts(),
        old.lastValues());
  }

  void link(HostId host, LinkState link) {
    change(host, now -> with(now, link, now.lastHeard(), now.facts()));
  }

  void heard(HostId host, Instant at) {
    Optional.ofNullable(hosts.get(host)).ifPresent(cell -> cell.heard = Optional.of(at));
  }

  void facts(HostId host, HostFacts facts) {
    change(host, now -> with(now, now.link(), now.lastHeard(), Optional.of(facts)));
  }

  void sampled(HostId host, Instant sampledAt, List<Sample> values) {
    Optional.ofNullable(hosts.get(host)).ifPresent(cell -> cell.sampled(sampledAt, values));
  }

  private void change(HostId host, UnaryOperator<HostNow> change) {
    Optional.ofNullable(hosts.get(host)).ifPresent(cell -> cell.now = change.apply(cell.now));
  }

  private static HostNow with(
      HostNow now, LinkState link, Optional<Instant> lastHeard, Optional<HostFacts> facts) {
    return new HostNow(
        now.host(),
        now.customer(),
        now.site(),
        now.kind(),
        link,
        lastHeard,
        now.lastSampledAt(),
        facts,
        now.lastValues());
  }
}
