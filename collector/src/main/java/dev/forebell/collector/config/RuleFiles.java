package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.GroupBy;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.RuleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code rules/*.yaml}. */
final class RuleFiles {
  private static final String USUAL_KIND = "threshold";

  /** How rules of one kind are read, and the keys they may have. */
  private record Kind(Shape shape, Reader reader) {}

  /** Reads a rule's map; empty if too much of it is wrong. */
  private interface Reader {
    Optional<? extends Rule> read(RuleId id, YamlMap map, String runbook);
  }

  private final Ids ids = new Ids("rule");
  private final List<Rule> rules = new ArrayList<>();
  private final SortedMap<RuleId, GroupBy> groupings = new TreeMap<>();
  private final References references;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  RuleFiles(References references) {
    this.references = references;
    ScopeReader scopes = new ScopeReader(references);
    ThresholdReader thresholds = new ThresholdReader(scopes);
    kinds.put("threshold", new Kind(Shape.THRESHOLD, thresholds::read));
    kinds.put("absent", new Kind(Shape.ABSENT, new AbsentReader(scopes)::read));
    kinds.put("change", new Kind(Shape.CHANGE, new ChangeReader(scopes)::read));
    kinds.put("forecast", new Kind(Shape.FORECAST, new ForecastReader(scopes)::read));
    kinds.put("link", new Kind(Shape.LINK, new LinkReader(scopes)::read));
  }

  /** How conditions are gathered, of rules that say so. */
  SortedMap<RuleId, GroupBy> groupings() {
    return groupings;
  }

  void read(YamlMap file) {
    file.expect(Shape.RULES_FILE.keys()).each("rules", this::rule).forEach(rules::add);
  }

  /** Everything read and the built-in rules whose id is free, in id order. */
  List<Rule> rules() {
    List<Rule> all = new ArrayList<>(rules);
    List<RuleId> taken = rules.stream().map(Rule::id).toList();
    BuiltInRules.ALL.stream().filter(rule -> !taken.contains(rule.id())).forEach(all::add);
    all.sort(Comparator.comparing(Rule::id));
    return all;
  }

  private Optional<Rule> rule(YamlValue value) {
    return value.map().flatMap(this::rule);
  }

  private Optional<Rule> rule(YamlMap map) {
    Optional<String> name = map.get("kind").map(this::kind).orElse(Optional.of(USUAL_KIND));
    return name.flatMap(known -> Optional.ofNullable(kinds.get(known)))
        .flatMap(kind -> rule(kind, map));
  }

  private Optional<Rule> rule(Kind kind, YamlMap map) {
    map.expect(kind.shape.keys());
    Optional<RuleId> id = ids.define(map, RuleId::new);
    id.ifPresent(known -> checkReserved(map, known, kind.shape == Shape.LINK));
    RuleId named = id.orElseGet(() -> new RuleId("unnamed"));
    if (kind.shape.keys().all().contains("group_by")) {
      map.get("group_by").ifPresent(value -> groupings.put(named, GroupByReader.read(value)));
    }
    Optional<? extends Rule> rule = kind.reader.read(named, map, runbook(map));
    return rule.<Rule>map(any -> any).filter(any -> id.isPresent());
  }

  private Optional<String> kind(YamlValue value) {
    return value.choice(List.copyOf(kinds.keySet()), kind -> kind);
  }

  /** A rule by its id, also a built-in one. */
  Optional<Rule> find(RuleId id) {
    return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Where each rule that was read is defined. */
  SortedMap<RuleId, Position> origins() {
    TreeMap<RuleId, Position> origins = new TreeMap<>();
    rules.forEach(
        rule -> positionOf(rule.id()).ifPresent(position -> origins.put(rule.id(), position)));
    return origins;
  }

  /** Where a rule is defined; empty for a built-in one. */
  Optional<Position> positionOf(RuleId id) {
    return ids.positionOf(id.value());
  }

  /** Incidents, reports and people know these two ids: they keep their meaning. */
  private static void checkReserved(YamlMap map, RuleId id, boolean link) {
    BuiltInRules.ALL.stream()
        .filter(rule -> rule.id().equals(id))
        .filter(rule -> !link || !map.text("verdict").equals(Optional.of(id.value())))
        .forEach(
            rule ->
                map.get("id")
                    .ifPresent(
                        value ->
                            value.problem(
                                "this id is kept for the link rule of that verdict",
                                "kind: link with verdict: " + id + ", or another id")));
  }

  private String runbook(YamlMap map) {
    return map.get("runbook")
        .flatMap(at -> at.text().map(name -> references.use(References.Kind.RUNBOOK, at, name)))
        .orElse("");
  }
}
