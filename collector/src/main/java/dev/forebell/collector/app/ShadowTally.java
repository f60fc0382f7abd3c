package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.engine.incident.SiteWait;
import dev.forebell.collector.port.ShadowReport;
import dev.forebell.common.model.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what would have been sent for one customer, event by event. One thread. */
final class ShadowTally {
  private static final int NIGHT_FROM = 22;
  private static final int NIGHT_TO = 7;

  private final CustomerId customer;
  private final ZoneId zone;
  private final TreeMap<IncidentId, ShadowCase> cases = new TreeMap<>();
  private final SortedSet<IncidentId> below = new TreeSet<>();

  /**
   * @param zone whose nights are meant
   */
  ShadowTally(CustomerId customer, ZoneId zone) {
    this.customer = customer;
    this.zone = zone;
  }

  void take(IncidentEvent event) {
    Optional<ShadowCase> known = Optional.ofNullable(cases.get(event.id()));
    switch (event.change()) {
      case Change.Opened opened -> {
        ShadowCase one = new ShadowCase(event.id(), event.at(), opened);
        cases.put(event.id(), one);
        if (below.contains(event.id())) {
          one.absorbed(event.at());
        }
      }
      case Change.Absorbed(Optional<IncidentId> parent) when parent.isPresent() -> {
        below.add(event.id());
        known.ifPresent(one -> one.absorbed(event.at()));
      }
      case Change.Absorbed _ -> {
        below.remove(event.id());
        known.ifPresent(ShadowCase::alone);
      }
      case Change.Promoted _ -> known.ifPresent(ShadowCase::promoted);
      case Change.SeverityChanged moved -> known.ifPresent(one -> one.found(moved.finding()));
      case Change.Resolved _ -> known.ifPresent(one -> one.over(event.at()));
      case Change.Reopened reopened -> known.ifPresent(one -> one.back(reopened.finding()));
      default -> {
        // Says nothing about how much would have been sent.
      }
    }
  }

  ShadowReport report(Instant from, Instant to) {
    TreeMap<String, List<ShadowCase>> byRule = new TreeMap<>();
    List<ShadowCase> told = cases.values().stream().filter(ShadowCase::told).toList();
    for (ShadowCase one : told) {
      byRule.computeIfAbsent(one.key().rule().value(), _ -> new ArrayList<>()).add(one);
    }
    List<ShadowReport.OfRule> rules =
        byRule.entrySet().stream()
            .map(entry -> ofRule(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparing(ShadowReport.OfRule::count)
                    .reversed()
                    .thenComparing(ShadowReport.OfRule::rule))
            .toList();
    return new ShadowReport(customer, from, to, rules, ShadowProposals.of(told, from, to, zone));
  }

  private ShadowReport.OfRule ofRule(String rule, List<ShadowCase> all) {
    List<Duration> ended = all.stream().flatMap(one -> one.lasted().stream()).sorted().toList();
    SortedSet<String> hosts = new TreeSet<>();
    all.forEach(one -> one.key().host().ifPresent(host -> hosts.add(host.value())));
    return new ShadowReport.OfRule(
        rule,
        all.size(),
        hosts.size(),
        (int) all.stream().filter(ShadowCase::emergency).count(),
        (int) all.stream().filter(one -> atNight(one.openedAt())).count(),
        (int) all.stream().filter(one -> one.lasted().isEmpty()).count(),
        flapping(all),
        ended.stream().findFirst(),
        ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(ended.size() / 2)));
  }

  private static int flapping(List<ShadowCase> all) {
    long keys = all.stream().map(ShadowCase::key).distinct().count();
    int reopened = all.stream().mapToInt(ShadowCase::reopened).sum();
    return reopened + (int) (all.size() - keys);
  }

  private boolean atNight(Instant at) {
    int hour = at.atZone(zone).getHour();
    return hour >= NIGHT_FROM || hour < NIGHT_TO;
  }

  /** One incident, of which a desk would have heard unless another took it below it in time. */
  static final class ShadowCase {
    private final IncidentId id;
    private final Instant openedAt;
    private final IncidentKey key;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Instant> overAt = Optional.empty();
    private boolean told = true;
    private boolean emergency;
    private int reopened;

    ShadowCase(IncidentId id, Instant openedAt, Change.Opened opened) {
      this.id = id;
      this.openedAt = openedAt;
      this.key = opened.key();
      findings.add(opened.finding());
    }

    void absorbed(Instant at) {
      told = told && !SiteWait.mayCover(findings.getFirst(), openedAt, at);
    }

    void alone() {
      told = true;
    }

    boolean told() {
      return told;
    }

    void promoted() {
      emergency = true;
    }

    void found(Finding now) {
      findings.add(now);
    }

    void over(Instant at) {
      overAt = Optional.of(at);
    }

    void back(Finding now) {
      reopened++;
      overAt = Optional.empty();
      findings.add(now);
    }

    IncidentId id() {
      return id;
    }

    Instant openedAt() {
      return openedAt;
    }

    IncidentKey key() {
      return key;
    }

    List<Finding> findings() {
      return findings;
    }

    boolean emergency() {
      return emergency;
    }

    int reopened() {
      return reopened;
    }

    /** Empty: it is not over. */
    Optional<Duration> lasted() {
      return overAt.map(end -> Duration.between(openedAt, end));
    }
  }
}
