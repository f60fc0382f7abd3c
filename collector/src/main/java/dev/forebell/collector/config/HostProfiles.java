package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.RuleSet;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What detection has to know of each host: itself and the rules that apply to it. */
public final class HostProfiles {
  /** The label of a host that has no agent of ours but is spoken of by a source. */
  public static final String SOURCE = "source";

  // A source's batches take their way through the sender's queue.
  private static final int SILENT_INTERVALS = 3;
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

  private HostProfiles() {}

  /** Every host of every customer, in id order. */
  public static SortedMap<HostId, HostProfile> of(Configuration configuration) {
    SortedMap<HostId, HostProfile> profiles = new TreeMap<>();
    for (CustomerConfig customer : configuration.customers().values()) {
      SharedParts shared = new SharedParts(configuration, customer);
      for (Host host : customer.hosts().values()) {
        profiles.put(host.id(), profile(configuration, customer, host, shared));
      }
    }
    return profiles;
  }

  /** Two configured rules that claim the same link verdict, and a host on which they do. */
  record Clash(RuleId one, RuleId other, Rule.Verdict verdict, HostId host) {
    private String pair() {
      return one + " " + other;
    }
  }

  /** Each pair of rules that clash somewhere, once. */
  static Collection<Clash> clashes(Configuration configuration) {
    SortedMap<String, Clash> clashes = new TreeMap<>();
    for (CustomerConfig customer : configuration.customers().values()) {
      for (Host host : customer.hosts().values()) {
        for (Rule.Verdict verdict : Rule.Verdict.values()) {
          List<Rule.Link> rules = links(configuration, customer, host, verdict);
          if (rules.size() > 1) {
            Clash clash = new Clash(rules.get(0).id(), rules.get(1).id(), verdict, host.id());
            clashes.putIfAbsent(clash.pair(), clash);
          }
        }
      }
    }
    return clashes.values();
  }

  private static HostProfile profile(
      Configuration configuration, CustomerConfig customer, Host host, SharedParts shared) {
    HostProfile profile = ofAgent(configuration, customer, host, shared);
    return configuration.collector().sources().stream()
        .filter(source -> source.customer().equals(customer.id()))
        .filter(source -> host.labels().get(SOURCE).filter(source.id()::equals).isPresent())
        .findFirst()
        .map(source -> byArrival(profile, source.interval()))
        .orElse(profile);
  }

  /** Heard as often as its source is expected to bring something. */
  private static HostProfile byArrival(HostProfile profile, Duration interval) {
    Duration least = interval.multipliedBy(SILENT_INTERVALS).plus(ON_ITS_WAY);
    return profile
        .withInterval(interval)
        .withHeartbeat(interval)
        .withConfirm(profile.confirm().orElse(least));
  }

  private static HostProfile ofAgent(
      Configuration configuration, CustomerConfig customer, Host host, SharedParts shared) {
    RuleSet rules = shared.rules(host);
    return new HostProfile(
        host.id(),
        customer.id(),
        host.site(),
        host.kind(),
        host.labels(),
        host.confirm(),
        configuration.collector().heartbeatOf(host.kind()),
        SamplePace.of(configuration.collector().intervalOf(host.kind()), rules),
        shared.service(host),
        rules,
        configuration.overrides().getOrDefault(customer.id(), List.of()).stream()
            .filter(override -> override.covers(host))
            .map(CustomerOverride::change)
            .toList(),
        customer.topology().checkedFrom(host.id()));
  }

  static List<Rule> rules(Configuration configuration, CustomerConfig customer, Host host) {
    List<Rule> rules = new ArrayList<>();
    configuration.rules().stream()
        .filter(rule -> !(rule instanceof Rule.Link))
        .filter(rule -> covers(rule.appliesTo(), customer, host))
        .forEach(rules::add);
    for (Rule.Verdict verdict : Rule.Verdict.values()) {
      List<Rule.Link> links = links(configuration, customer, host, verdict);
      rules.add(links.isEmpty() ? BuiltInRules.of(verdict) : links.getFirst());
    }
    rules.sort(Comparator.comparing(Rule::id));
    return rules;
  }

  /**
   * Configured link rules: those that name the host, else all that cover it. The built-in one
   * stands back wherever there is one.
   */
  private static List<Rule.Link> links(
      Configuration configuration, CustomerConfig customer, Host host, Rule.Verdict verdict) {
    List<Rule.Link> covering =
        configuration.rules().stream()
            .filter(Rule.Link.class::isInstance)
            .map(Rule.Link.class::cast)
            .filter(link -> link.verdict() == verdict && !BuiltInRules.ALL.contains(link))
            .filter(link -> covers(link.appliesTo(), customer, host))
            .toList();
    List<Rule.Link> naming =
        covering.stream().filter(link -> !link.appliesTo().hosts().isEmpty()).toList();
    return naming.isEmpty() ? covering : naming;
  }

  /**
   * The rules for a made-up host: those that name no customer, site or host.
   *
   * @param labels the host's
   */
  public static List<Rule> rulesFor(Configuration configuration, HostKind kind, Attributes labels) {
    List<Rule> all =
        configuration.rules().stream().filter(rule -> general(rule, kind, labels)).toList();
    List<Rule> rules = new ArrayList<>();
    all.stream().filter(rule -> !(rule instanceof Rule.Link)).forEach(rules::add);
    for (Rule.Verdict verdict : Rule.Verdict.values()) {
      rules.add(
          all.stream()
              .filter(rule -> rule instanceof Rule.Link link && link.verdict() == verdict)
              .filter(rule -> !BuiltInRules.ALL.contains(rule))
              .findFirst()
              .orElse(BuiltInRules.of(verdict)));
    }
    rules.sort(Comparator.comparing(Rule::id));
    return rules;
  }

  private static boolean general(Rule rule, HostKind kind, Attributes labels) {
    Rule.Scope scope = rule.appliesTo();
    boolean anybody =
        scope.customers().isEmpty() && scope.sites().isEmpty() && scope.hosts().isEmpty();
    return anybody && accepts(scope.kinds(), kind) && scope.labels().matches(labels);
  }

  /** An empty part accepts all. */
  private static boolean covers(Rule.Scope scope, CustomerConfig customer, Host host) {
    return misfit(scope, customer, host).isEmpty();
  }

  /** The first part of a scope that a host does not fit, as {@code applies_to} names it. */
  static Optional<String> misfit(Rule.Scope scope, CustomerConfig customer, Host host) {
    if (!accepts(scope.kinds(), host.kind())) {
      return Optional.of("kind");
    }
    if (!accepts(scope.customers(), customer.id().value())) {
      return Optional.of("customer");
    }
    if (!accepts(scope.sites(), host.site().value())) {
      return Optional.of("site");
    }
    if (!accepts(scope.hosts(), host.id().value())) {
      return Optional.of("host");
    }
    return scope.labels().matches(host.labels()) ? Optional.empty() : Optional.of("labels");
  }

  private static <T> boolean accepts(List<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
