package dev.forebell.common.config;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Prints a tree without anything that carries no meaning: comments, style, the order of keys. */
final class YamlCanonical {
  private YamlCanonical() {}

  static String of(Node node) {
    return switch (node) {
      case MappingNode map -> map(map);
      case SequenceNode list ->
          list.getValue().stream()
              .map(YamlCanonical::of)
              .collect(Collectors.joining(",", "[", "]"));
      case ScalarNode scalar -> quoted(scalar.getValue());
      default -> "";
    };
  }

  private static String map(MappingNode map) {
    TreeMap<String, String> sorted = new TreeMap<>();
    map.getValue().forEach(tuple -> sorted.put(of(tuple.getKeyNode()), of(tuple.getValueNode())));
    return sorted.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
