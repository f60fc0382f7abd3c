package dev.forebell.common.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the YAML parser complains about, in words for people. */
record YamlComplaint(Optional<Mark> at, String what, String expected) {

  /** By a part of the parser's words; the first that fits. */
  private static final Map<String, String> REMEDIES = remedies();

  private static Map<String, String> remedies() {
    Map<String, String> remedies = new LinkedHashMap<>();
    remedies.put(
        "mapping values are not allowed",
        "quotes around a text that holds ': ', or the same spaces before keys of one map");
    remedies.put("undefined alias", "quotes around a text that begins with '*'");
    remedies.put("cannot start any token", "quotes around a text that begins so");
    remedies.put("could not find expected ':'", "a colon and a space after each key");
    remedies.put("<block end>", "the same spaces before keys, or items, of one map or list");
    remedies.put("expected ',' or '}'", "a comma between entries, and } at the end");
    remedies.put("expected ',' or ']'", "a comma between entries, and ] at the end");
    remedies.put("escape sequence", "single quotes around a text with backslashes");
    remedies.put("found unexpected end of stream", "the quotation mark that ends the text");
    remedies.put("another document", "one document a file, without '---' in it");
    remedies.put("<document start>", "one document a file, without '...' in it");
    return remedies;
  }

  static YamlComplaint of(YamlEngineException broken) {
    return switch (broken) {
      case MarkedYamlEngineException marked -> marked(marked);
      case ReaderException reader ->
          new YamlComplaint(
              Optional.empty(),
              "the file holds a control character at offset " + reader.getPosition(),
              "plain UTF-8 text");
      default ->
          new YamlComplaint(
              Optional.empty(),
              "not YAML: " + oneLine(String.valueOf(broken.getMessage())),
              "YAML 1.2");
    };
  }

  void addTo(Problems problems, String file) {
    Position position =
        at.map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
            .orElseGet(() -> Position.startOf(file));
    problems.add(position, what, expected);
  }

  private static YamlComplaint marked(MarkedYamlEngineException marked) {
    Optional<Mark> at = marked.getProblemMark().or(marked::getContextMark);
    String problem = oneLine(marked.getProblem());
    if (problem.contains("TAB")) {
      return new YamlComplaint(at, "a tab stands here", "spaces: YAML is not indented with tabs");
    }
    String context =
        Optional.ofNullable(marked.getContext()).map(YamlComplaint::oneLine).orElse("");
    String reason =
        context.isEmpty() || context.equals(problem) ? problem : context + ": " + problem;
    return new YamlComplaint(at, "not YAML: " + reason, expectation(problem));
  }

  private static String expectation(String problem) {
    return REMEDIES.entrySet().stream()
        .filter(one -> problem.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String oneLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
