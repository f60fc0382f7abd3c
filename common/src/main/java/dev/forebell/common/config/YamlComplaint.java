package dev.forebell.common.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the YAML parser complains about, in words for people. */
record YamlComplaint(Optional<Mark> at, String what, String expected) {

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
    String context = marked.getContext() == null ? "" : oneLine(marked.getContext());
    String reason =
        context.isEmpty() || context.equals(problem) ? problem : context + ": " + problem;
    return new YamlComplaint(at, "not YAML: " + reason, expectation(problem));
  }

  private static String expectation(String problem) {
    return problem.contains("mapping values are not allowed")
        ? "quotes around a text that holds ': '"
        : "";
  }

  private static String oneLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
