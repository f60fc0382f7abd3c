package dev.forebell.common.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A map with its place. Call {@link #expect} first: it reports missing and unknown keys and fixes
 * what may be asked for. The typed reads answer empty where the key is absent (a default applies)
 * and where the value is wrong (the problem is added).
 */
public final class YamlMap {
  private final String file;
  private final String name;
  private final Node node;
  private final Problems problems;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, YamlValue> values = new LinkedHashMap<>();
  private Predicate<String> expected = key -> true;

  private YamlMap(String file, String name, Node node, Problems problems) {
    this.file = file;
    this.name = name;
    this.node = node;
    this.problems = problems;
  }

  static YamlMap of(String file, String name, MappingNode mapping, Problems problems) {
    YamlMap map = new YamlMap(file, name, mapping, problems);
    mapping.getValue().forEach(map::add);
    return map;
  }

  private void add(NodeTuple tuple) {
    Position at = YamlValue.position(file, tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(at, name + ": a key is itself a map or a list", "a name as the key");
    } else if (values.containsKey(key.getValue())) {
      problems.add(at, key.getValue() + ": stands twice in the same map", "each key once");
    } else {
      keys.put(key.getValue(), key);
      values.put(
          key.getValue(), new YamlValue(file, key.getValue(), tuple.getValueNode(), problems));
    }
  }

  /** Reports unknown keys (with the nearest known one) and missing required ones. */
  public YamlMap expect(Keys allowed) {
    List<String> known = allowed.all();
    expected = known::contains;
    keys.forEach(
        (key, at) -> {
          if (!known.contains(key)) {
            problems.add(
                YamlValue.position(file, at),
                key + ": unknown key" + NearestName.hint(key, known),
                "one of " + String.join(", ", known));
          }
        });
    for (String key : allowed.required()) {
      if (!values.containsKey(key)) {
        problems.add(position(), name + ": " + key + " is missing", "the key " + key);
      }
    }
    return this;
  }

  public Position position() {
    return YamlValue.position(file, node);
  }

  /** Adds a problem about this map as a whole. */
  public void problem(String what, String wanted) {
    problems.add(position(), what, wanted);
  }

  /** Adds a problem about a key itself rather than its value. */
  public void keyProblem(String key, String what, String wanted) {
    Node at = Optional.ofNullable(keys.get(key)).orElse(node);
    problems.add(YamlValue.position(file, at), name + ": " + what, wanted);
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys that are there, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** The value of a key that was expected; asking for another one is a programming mistake. */
  public Optional<YamlValue> get(String key) {
    if (!expected.test(key)) {
      throw new IllegalArgumentException("the key '" + key + "' of " + name + " was not expected");
    }
    return Optional.ofNullable(values.get(key));
  }

  public Optional<String> text(String key) {
    return get(key).flatMap(YamlValue::text);
  }

  public Optional<Integer> integer(String key, int least, int most) {
    return get(key).flatMap(value -> value.integer(least, most));
  }

  public Optional<Boolean> bool(String key) {
    return get(key).flatMap(YamlValue::bool);
  }

  public Optional<Duration> duration(String key) {
    return get(key).flatMap(YamlValue::duration);
  }

  public Optional<Double> share(String key) {
    return get(key).flatMap(YamlValue::share);
  }

  public <T> Optional<T> choice(String key, List<T> choices, Function<T, String> spelling) {
    return get(key).flatMap(value -> value.choice(choices, spelling));
  }

  public Optional<YamlMap> map(String key) {
    return get(key).flatMap(YamlValue::map);
  }

  /** Items of a list read one by one; none if the key is absent. */
  public <T> List<T> each(String key, Function<YamlValue, Optional<T>> reader) {
    return get(key).map(value -> value.each(reader)).orElse(List.of());
  }

  /** As {@link #each}, where a single item may stand without a list around it. */
  public <T> List<T> oneOrEach(String key, Function<YamlValue, Optional<T>> reader) {
    return get(key).map(value -> value.oneOrEach(reader)).orElse(List.of());
  }

  /** The map without comments, order of keys and style. */
  public String canonical() {
    return YamlCanonical.of(node);
  }
}
