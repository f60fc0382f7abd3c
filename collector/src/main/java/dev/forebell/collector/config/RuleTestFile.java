package dev.forebell.collector.config;

import dev.forebell.collector.config.RuleTest.Expectation;
import dev.forebell.collector.config.RuleTest.Line;
import dev.forebell.collector.config.RuleTest.Segment;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.RuleOverride;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads tests of rules. */
public final class RuleTestFile {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String RAMP = "..";
  private static final String EXPECTED =
      "a level such as 90%, 40GiB or a number, two with .. between them, missing or unavailable";

  private final SortedMap<RuleId, Rule> rules;

  private RuleTestFile(SortedMap<RuleId, Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads a file.
   *
   * @param rules that expectations and overrides may name
   */
  public static List<RuleTest> read(Path file, Collection<Rule> rules, Problems problems) {
    SortedMap<RuleId, Rule> byId = new TreeMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
    RuleTestFile reader = new RuleTestFile(byId);
    return ConfigurationFile.readYaml(folder, file.getFileName().toString(), problems)
        .map(
            map ->
                map.expect(Shape.RULE_TESTS.keys())
                    .each("tests", value -> value.map().map(reader::test)))
        .orElse(List.of());
  }

  private RuleTest test(YamlMap map) {
    map.expect(Shape.RULE_TEST.keys());
    Optional<YamlMap> host = map.map("host").map(one -> one.expect(Shape.RULE_TEST_HOST.keys()));
    Duration lasts = map.duration("lasts").orElse(Duration.ZERO);
    return new RuleTest(
        map.text("name").orElse("unnamed"),
        host.flatMap(one -> one.get("kind")).flatMap(ScopeReader::kind).orElse(HostKind.SERVER),
        host.flatMap(one -> one.get("labels")).map(ScopeReader::attributes).orElse(Attributes.NONE),
        map.get("every").flatMap(value -> Durations.within(value, "1s", "1h")).orElse(EVERY),
        lasts,
        map.each("samples", value -> value.map().map(one -> line(one, lasts))),
        map.map("link").map(RuleTestTimes::links).orElse(List.of()),
        map.each("overrides", value -> value.map().flatMap(this::override)),
        map.each("expect", value -> value.map().flatMap(this::expectation)));
  }

  private static Line line(YamlMap map, Duration lasts) {
    map.expect(Shape.RULE_TEST_SERIES.keys());
    String metric = map.text("metric").orElse("unknown");
    Attributes attributes =
        map.get("attributes").map(ScopeReader::attributes).orElse(Attributes.NONE);
    TreeMap<Duration, YamlValue> values = new TreeMap<>();
    map.map("values").ifPresent(times -> values.putAll(RuleTestTimes.of(times)));
    List<Segment> segments = new ArrayList<>();
    for (Map.Entry<Duration, YamlValue> entry : values.entrySet()) {
      Duration until = Optional.ofNullable(values.higherKey(entry.getKey())).orElse(lasts);
      entry
          .getValue()
          .parse(text -> segment(text, entry.getKey(), until), EXPECTED)
          .ifPresent(segments::add);
    }
    return new Line(new SeriesKey(metric, attributes), segments);
  }

  private static Parsed<Segment> segment(String text, Duration from, Duration until) {
    if (text.equals("missing") || text.equals("unavailable")) {
      boolean sent = text.equals("unavailable");
      return Parsed.good(
          new Segment(from, until, OptionalDouble.empty(), OptionalDouble.empty(), sent));
    }
    int ramp = text.indexOf(RAMP);
    Optional<Double> start = number(ramp < 0 ? text : text.substring(0, ramp));
    Optional<Double> end =
        ramp < 0 ? Optional.empty() : number(text.substring(ramp + RAMP.length()));
    if (start.isEmpty() || (ramp >= 0 && end.isEmpty())) {
      return Parsed.bad(Quantity.quoted(text) + " is no value", EXPECTED);
    }
    OptionalDouble towards = end.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    return Parsed.good(new Segment(from, until, OptionalDouble.of(start.get()), towards, true));
  }

  private static Optional<Double> number(String text) {
    return Quantity.level(text.strip()).toOptional().map(Quantity.Level::value);
  }

  private Optional<Expectation> expectation(YamlMap map) {
    map.expect(Shape.RULE_TEST_EXPECT.keys());
    boolean clear = map.bool("clear").orElse(false);
    if (clear == map.has("severity")) {
      map.problem("it is either clear or of a severity", "clear: true, or severity");
    }
    Optional<RuleId> rule = map.get("rule").flatMap(this::rule);
    Optional<Duration> at = map.duration("at");
    Optional<Severity> severity = LevelReader.severity(map);
    return rule.flatMap(
        id ->
            at.map(
                time ->
                    new Expectation(
                        map.position(),
                        time,
                        id,
                        map.text("subject").orElse(""),
                        clear ? Optional.empty() : severity,
                        LevelReader.means(map))));
  }

  private Optional<RuleOverride> override(YamlMap map) {
    map.expect(Shape.RULE_TEST_OVERRIDE.keys());
    Optional<Instant> until = map.duration("until").map(RuleTest.START::plus);
    return map.get("rule")
        .flatMap(this::rule)
        .flatMap(id -> Optional.ofNullable(rules.get(id)))
        .map(rule -> OverrideReader.change(map, rule, until, "", ""));
  }

  private Optional<RuleId> rule(YamlValue value) {
    Optional<RuleId> rule = Ids.read(value).map(RuleId::new);
    List<String> known = rules.keySet().stream().map(RuleId::value).toList();
    rule.filter(id -> !rules.containsKey(id))
        .ifPresent(
            id ->
                value.problem(
                    "there is no rule "
                        + Quantity.quoted(id.value())
                        + NearestName.hint(id.value(), known),
                    "the id of a rule"));
    return rule;
  }
}
