package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.Overriding;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Position;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rules of a configuration as they are for one host at one moment.
 *
 * @param rules in id order
 */
public record RuleSheet(Host host, CustomerConfig customer, List<Entry> rules) {
  /**
   * One rule.
   *
   * @param origin where it stands; empty: it is built in
   * @param inForce the rule as it is judged, several where an override splits its subjects; none:
   *     it does not apply
   * @param overrides that are for this host, ended ones among them, the less specific first
   * @param missing what of its scope the host does not fit, as in {@code applies_to}; {@code off}:
   *     an override; {@code verdict}: another rule gives this verdict; empty: it applies
   */
  public record Entry(
      Rule rule,
      Optional<Position> origin,
      List<Rule> inForce,
      List<CustomerOverride> overrides,
      String missing) {}

  /** The sheet of a host; empty if no customer has it. */
  public static Optional<RuleSheet> of(Configuration configuration, HostId host, Instant at) {
    return configuration.customers().values().stream()
        .filter(customer -> customer.hosts().containsKey(host))
        .findFirst()
        .flatMap(customer -> of(configuration, customer, host, at));
  }

  private static Optional<RuleSheet> of(
      Configuration configuration, CustomerConfig customer, HostId id, Instant at) {
    Optional<HostProfile> profile = Optional.ofNullable(HostProfiles.of(configuration).get(id));
    Optional<Host> host = Optional.ofNullable(customer.hosts().get(id));
    return profile.flatMap(known -> host.map(one -> of(configuration, customer, one, known, at)));
  }

  private static RuleSheet of(
      Configuration configuration,
      CustomerConfig customer,
      Host host,
      HostProfile profile,
      Instant at) {
    SortedMap<RuleId, Rule> all = new TreeMap<>();
    configuration.rules().forEach(rule -> all.put(rule.id(), rule));
    profile.rules().forEach(rule -> all.putIfAbsent(rule.id(), rule));
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<RuleId, Rule> entry : all.entrySet()) {
      entries.add(entry(configuration, customer, host, profile, entry.getValue(), at));
    }
    entries.sort(Comparator.comparing(entry -> entry.rule().id()));
    return new RuleSheet(host, customer, entries);
  }

  private static Entry entry(
      Configuration configuration,
      CustomerConfig customer,
      Host host,
      HostProfile profile,
      Rule rule,
      Instant at) {
    List<Rule> scoped = profile.rules().stream().filter(one -> one.id().equals(rule.id())).toList();
    List<Rule> inForce = Overriding.inForce(scoped, profile.overrides(), at);
    List<CustomerOverride> overrides =
        configuration.overrides().getOrDefault(customer.id(), List.of()).stream()
            .filter(one -> one.change().rule().equals(rule.id()) && one.covers(host))
            .toList();
    String missing = "";
    if (inForce.isEmpty()) {
      missing =
          scoped.isEmpty()
              ? HostProfiles.misfit(rule.appliesTo(), customer, host).orElse("verdict")
              : "off";
    }
    return new Entry(
        rule,
        Optional.ofNullable(configuration.origins().get(rule.id())),
        inForce,
        overrides,
        missing);
  }
}
