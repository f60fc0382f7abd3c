package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.RuleOverride;
import dev.forebell.collector.engine.detect.Where;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the {@code overrides} of one customer.
 *
 * @param rules finds a rule that was read
 */
record OverrideReader(
    CustomerConfig customer, References references, Function<RuleId, Optional<Rule>> rules) {
  Optional<CustomerOverride> read(YamlValue value) {
    return value.map().flatMap(map -> override(map.expect(Shape.OVERRIDE.keys())));
  }

  private Optional<CustomerOverride> override(YamlMap map) {
    Optional<Rule> rule = map.get("rule").flatMap(this::rule);
    List<HostId> hosts = map.oneOrEach("host", this::host);
    Optional<SiteId> site = map.get("site").flatMap(this::site);
    Optional<Instant> until = map.get("until").flatMap(at -> Expiry.read(at, customer.zone()));
    String by = map.text("by").orElse("");
    String reason = map.text("reason").orElse("");
    return rule.map(
        known ->
            new CustomerOverride(
                hosts,
                map.oneOrEach("kind", ScopeReader::kind),
                site,
                change(map, known, until.filter(end -> !end.equals(Expiry.NEVER)), by, reason),
                map.position()));
  }

  /** What it changes about a rule. */
  static RuleOverride change(
      YamlMap map, Rule rule, Optional<Instant> until, String by, String reason) {
    boolean off = map.bool("off").orElse(false);
    checkEffect(map, off);
    return new RuleOverride(
        rule.id(),
        map.get("subject").map(WhereReader::read).orElse(Where.ANY),
        off,
        bounds(map, rule),
        holdFor(map, rule),
        map.duration("clear_for"),
        LevelReader.wake(map),
        until,
        by,
        reason,
        Fingerprint.of(map.canonical()));
  }

  private Optional<Rule> rule(YamlValue value) {
    return Ids.read(value)
        .map(name -> references.use(References.Kind.RULE, value, name))
        .flatMap(name -> rules.apply(new RuleId(name)));
  }

  private Optional<HostId> host(YamlValue value) {
    Optional<HostId> host = Ids.read(value).map(HostId::new);
    List<String> known = customer.hosts().keySet().stream().map(HostId::value).toList();
    host.filter(id -> !customer.hosts().containsKey(id))
        .ifPresent(id -> unknown(value, "host", id.value(), known));
    return host;
  }

  private Optional<SiteId> site(YamlValue value) {
    Optional<SiteId> site = Ids.read(value).map(SiteId::new);
    List<String> known = customer.sites().keySet().stream().map(SiteId::value).toList();
    site.filter(id -> !customer.sites().containsKey(id))
        .ifPresent(id -> unknown(value, "site", id.value(), known));
    return site;
  }

  private static void unknown(YamlValue value, String noun, String id, List<String> known) {
    value.problem(
        "the customer has no " + noun + " " + Quantity.quoted(id) + NearestName.hint(id, known),
        "a " + noun + " of this customer");
  }

  private static void checkEffect(YamlMap map, boolean off) {
    List<String> changes =
        List.of("levels", "for", "clear_for", "wake").stream().filter(map::has).toList();
    if (off && !changes.isEmpty()) {
      map.problem(
          "what is off has no " + changes.getFirst(), "off: true, or what is different, not both");
    }
    if (!off && changes.isEmpty()) {
      map.problem("the override changes nothing", "off: true, levels, for, clear_for or wake");
    }
  }

  private static SortedMap<Severity, Double> bounds(YamlMap map, Rule rule) {
    SortedMap<Severity, Double> bounds = new TreeMap<>();
    if (!(rule instanceof Rule.Threshold threshold)) {
      map.get("levels")
          .ifPresent(
              value -> value.problem("rule " + rule.id() + " has no bounds", "a threshold rule"));
      return bounds;
    }
    BoundReader reader =
        new BoundReader(
            threshold.selector().metric(), threshold.rate(), threshold.dividedBy().isPresent());
    map.map("levels")
        .map(levels -> levels.expect(Shape.OVERRIDE_LEVELS.keys()))
        .ifPresent(
            levels -> {
              for (Severity severity : Severity.values()) {
                levels
                    .get(severity.id())
                    .ifPresent(
                        value ->
                            bound(value, severity, threshold, reader)
                                .ifPresent(bound -> bounds.put(severity, bound)));
              }
            });
    return bounds;
  }

  private static Optional<Double> bound(
      YamlValue value, Severity severity, Rule.Threshold rule, BoundReader reader) {
    long levels = rule.levels().stream().filter(level -> level.severity() == severity).count();
    if (levels != 1) {
      value.problem(
          "rule " + rule.id() + " has " + levels + " levels of this severity",
          "a severity of which it has one");
    }
    return reader.number(value);
  }

  private static Optional<Duration> holdFor(YamlMap map, Rule rule) {
    boolean holds = rule instanceof Rule.Threshold || rule instanceof Rule.Absent;
    if (!holds) {
      map.get("for")
          .ifPresent(
              value ->
                  value.problem(
                      "rule " + rule.id() + " holds nothing", "a threshold or absent rule"));
    }
    return map.duration("for");
  }
}
