package dev.forebell.collector.config;

import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.Where;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code applies_to}: which hosts a rule is for. */
final class ScopeReader {
  /** Every host. */
  static final Rule.Scope ALL =
      new Rule.Scope(List.of(), List.of(), List.of(), List.of(), Where.ANY);

  private final References references;

  ScopeReader(References references) {
    this.references = references;
  }

  Rule.Scope read(YamlMap rule) {
    return rule.map("applies_to").map(this::scope).orElse(ALL);
  }

  private Rule.Scope scope(YamlMap map) {
    map.expect(Shape.SCOPE.keys());
    return new Rule.Scope(
        map.oneOrEach("kind", ScopeReader::kind),
        map.oneOrEach("customer", this::customer),
        map.oneOrEach("site", Ids::read),
        map.oneOrEach("host", Ids::read),
        map.get("labels").map(WhereReader::read).orElse(Where.ANY));
  }

  static Optional<HostKind> kind(YamlValue value) {
    return value.choice(List.of(HostKind.values()), HostKind::id);
  }

  private Optional<String> customer(YamlValue value) {
    return Ids.read(value).map(id -> references.use(References.Kind.CUSTOMER, value, id));
  }

  /** A map of names to texts. */
  static Attributes attributes(YamlValue value) {
    TreeMap<String, String> attributes = new TreeMap<>();
    value
        .map()
        .ifPresent(
            map ->
                map.keys()
                    .forEach(key -> map.text(key).ifPresent(text -> attributes.put(key, text))));
    return new Attributes(attributes);
  }
}
