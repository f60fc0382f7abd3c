package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A host as detection sees it, with the rules in force for it.
 *
 * @param confirm the host's own confirmation time for silence; empty: its kind's
 * @param heartbeat how often the agent is expected to be heard
 * @param interval how often it samples, until its agent says otherwise: a gap over 2.5 intervals
 *     restarts a pending watch
 * @param service when its desk works
 * @param ruleSet already filtered by their scope
 * @param overrides what is different about them on this host, the less specific first
 * @param checks elements without an agent that this host's agent may speak for
 */
public record HostProfile(
    HostId host,
    CustomerId customer,
    SiteId site,
    HostKind kind,
    Attributes labels,
    Optional<Duration> confirm,
    Duration heartbeat,
    Duration interval,
    ServiceTime service,
    RuleSet ruleSet,
    List<RuleOverride> overrides,
    SortedSet<HostId> checks) {
  public HostProfile {
    overrides = List.copyOf(overrides);
    checks = Collections.unmodifiableSortedSet(new TreeSet<>(checks));
  }

  /** The rules in force for it, in id order. */
  public List<Rule> rules() {
    return ruleSet.rules();
  }

  /** A host whose agent speaks for itself alone. */
  public HostProfile(
      HostId host,
      CustomerId customer,
      SiteId site,
      HostKind kind,
      Attributes labels,
      Optional<Duration> confirm,
      Duration heartbeat,
      Duration interval,
      ServiceTime service,
      List<Rule> rules,
      List<RuleOverride> overrides) {
    this(
        host,
        customer,
        site,
        kind,
        labels,
        confirm,
        heartbeat,
        interval,
        service,
        RuleSet.of(rules),
        overrides,
        new TreeSet<>());
  }

  /** A host without a contract, whose rules nothing overrides. */
  public HostProfile(
      HostId host,
      CustomerId customer,
      SiteId site,
      HostKind kind,
      Attributes labels,
      Optional<Duration> confirm,
      Duration heartbeat,
      Duration interval,
      List<Rule> rules) {
    this(
        host,
        customer,
        site,
        kind,
        labels,
        confirm,
        heartbeat,
        interval,
        ServiceTime.NONE,
        RuleSet.of(rules),
        List.of(),
        new TreeSet<>());
  }

  /** The same host, sampling at another pace. */
  public HostProfile withInterval(Duration changed) {
    return new HostProfile(
        host, customer, site, kind, labels, confirm, heartbeat, changed, service, ruleSet,
        overrides, checks);
  }

  /** The same host, heard at another pace. */
  public HostProfile withHeartbeat(Duration changed) {
    return new HostProfile(
        host, customer, site, kind, labels, confirm, changed, interval, service, ruleSet, overrides,
        checks);
  }

  /** The same host, whose silence must last so long. */
  public HostProfile withConfirm(Duration changed) {
    return new HostProfile(
        host,
        customer,
        site,
        kind,
        labels,
        Optional.of(changed),
        heartbeat,
        interval,
        service,
        ruleSet,
        overrides,
        checks);
  }
}
