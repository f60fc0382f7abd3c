package dev.forebell.common.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML 1.2 text as a tree whose values know their place. Hostile text is refused before it costs
 * anything: depth, aliases and the size after aliases are limited.
 */
public final class YamlTree {
  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 200_000;
  private static final int LONG_TEXT = 40;
  private static final int MOST_CHARACTERS = 4_000_000;

  private YamlTree() {}

  /**
   * The map that a file consists of; empty with a problem if the text is anything else.
   *
   * @param file its name in problems
   */
  public static Optional<YamlMap> parse(String file, String text, Problems problems) {
    return compose(file, text, problems)
        .flatMap(node -> new YamlValue(file, "the file", node, problems).map());
  }

  private static Optional<Node> compose(String file, String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(1000)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      checkDepth(new Parse(settings).parseString(text));
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(Position.startOf(file), "the file is empty", "at least one key");
      }
      root.ifPresent(node -> size(node, new IdentityHashMap<>()));
      return root;
    } catch (IllegalArgumentException broken) { // of a tag that is none, without its place
      problems.add(Position.startOf(file), "not YAML: " + broken.getMessage(), "YAML 1.2");
      return Optional.empty();
    } catch (YamlEngineException broken) {
      YamlComplaint.of(broken).addTo(problems, file);
      return Optional.empty();
    }
  }

  private static void checkDepth(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        throw refused("more than " + DEEPEST + " levels deep", event.getStartMark());
      }
    }
  }

  /** Values below a node (a long text counts as several), aliases as often as they are used. */
  private static long size(Node node, Map<Node, Long> known) {
    Long before = known.get(node);
    if (before != null && before < 0) {
      throw refused("an alias contains itself", node.getStartMark());
    }
    if (before != null) {
      return before;
    }
    known.put(node, -1L);
    long size =
        1L + (node instanceof ScalarNode scalar ? scalar.getValue().length() / LONG_TEXT : 0);
    Deque<Node> children = new ArrayDeque<>(children(node));
    while (!children.isEmpty()) {
      size += size(children.removeFirst(), known);
    }
    if (size > MOST_VALUES) {
      throw refused(
          "more than " + MOST_VALUES + " values, aliases as often as they are used",
          node.getStartMark());
    }
    known.put(node, size);
    return size;
  }

  private static List<Node> children(Node node) {
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream()
              .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
              .toList();
      case SequenceNode list -> list.getValue();
      default -> List.of();
    };
  }

  private static YamlEngineException refused(String why, Optional<Mark> at) {
    return new MarkedYamlEngineException(why, Optional.empty(), why, at) {
      private static final long serialVersionUID = 1;
    };
  }
}
