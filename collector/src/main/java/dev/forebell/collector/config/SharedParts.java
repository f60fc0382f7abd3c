package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.RuleSet;
import dev.forebell.collector.engine.detect.ServiceTime;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What many hosts of a customer have in common, worked out once: the rules of all of one site, kind
 * and labels, and the service time of a contract. Lives while one set of profiles is made.
 */
final class SharedParts {
  /** What a rule's scope can ask of a host but its name. */
  private record Group(SiteId site, HostKind kind, Attributes labels) {}

  private final Configuration configuration;
  private final CustomerConfig customer;

  /** Hosts that some rule names. */
  private final Set<String> named;

  private final Map<Group, RuleSet> rules = new HashMap<>();
  private final Map<Optional<String>, ServiceTime> services = new HashMap<>();

  SharedParts(Configuration configuration, CustomerConfig customer) {
    this.configuration = configuration;
    this.customer = customer;
    this.named =
        configuration.rules().stream()
            .map(Rule::appliesTo)
            .flatMap(scope -> scope.hosts().stream())
            .collect(Collectors.toSet());
  }

  RuleSet rules(Host host) {
    if (named.contains(host.id().value())) {
      return RuleSet.of(HostProfiles.rules(configuration, customer, host));
    }
    return rules.computeIfAbsent(
        new Group(host.site(), host.kind(), host.labels()),
        _ -> RuleSet.of(HostProfiles.rules(configuration, customer, host)));
  }

  ServiceTime service(Host host) {
    return services.computeIfAbsent(
        ServiceTimes.contract(customer, host.id()), id -> ServiceTimes.of(customer, id));
  }
}
