package dev.forebell.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YamlTreeTest {
  private final Problems problems = new Problems();

  private Optional<YamlMap> parse(String text) {
    return YamlTree.parse("a.yaml", text, problems);
  }

  private String problemsOf(String text) {
    parse(text);
    return problems.toString();
  }

  @Test
  void typedReadsAnswerWhatIsWritten() {
    YamlMap map =
        parse("{name: x, n: 7, on: true, for: 5m, part: 90%, disk: 10GiB, all: [a, b]}")
            .orElseThrow()
            .expect(Keys.required("name").andOptional("n", "on", "for", "part", "disk", "all"));
    assertEquals(Optional.of("x"), map.text("name"));
    assertEquals(Optional.of(7), map.integer("n", 0, 9));
    assertEquals(Optional.of(true), map.bool("on"));
    assertEquals(Optional.of(Duration.ofMinutes(5)), map.duration("for"));
    assertEquals(Optional.of(0.9), map.share("part"));
    assertEquals(Optional.of(10L << 30), map.get("disk").flatMap(YamlValue::size));
    assertEquals(List.of("a", "b"), map.each("all", YamlValue::text));
    assertTrue(problems.isEmpty(), problems.toString());
  }

  @Test
  void unknownKeyNamesTheNearestKnownOne() {
    parse("a: 1\nclaer: 2\n").orElseThrow().expect(Keys.optional("a", "clear"));
    assertEquals(
        "a.yaml:2:1: claer: unknown key (did you mean 'clear'?); expected one of a, clear",
        problems.toString());
  }

  @Test
  void missingKeyIsReportedWhereTheMapBegins() {
    YamlMap root = parse("x:\n  - {a: 1}\n").orElseThrow().expect(Keys.required("x"));
    root.each("x", item -> item.map().map(map -> map.expect(Keys.required("a", "b"))));
    assertEquals("a.yaml:2:5: x: b is missing; expected the key b", problems.toString());
  }

  @Test
  void everyWrongValueIsReportedAtOnce() {
    YamlMap map =
        parse("n: \"5\"\nfor: 5\nlist: 3\nempty:\n")
            .orElseThrow()
            .expect(Keys.required("n", "for", "list", "empty"));
    map.integer("n", 0, 9);
    map.duration("for");
    map.each("list", YamlValue::text);
    map.text("empty");
    assertEquals(
        """
        a.yaml:1:4: n: "5" is not a whole number; expected a whole number from 0 to 9
        a.yaml:2:6: for: "5" has no unit; expected a duration such as 30s, 5m, 2h, 1d or PT5M
        a.yaml:3:7: list: "3" is a single value; expected a list ([a, b] or lines with '- ')
        a.yaml:4:7: empty: has no value; expected a text\
        """,
        problems.toString());
  }

  @Test
  void duplicateKeyIsReportedAtTheSecond() {
    assertEquals(
        "a.yaml:2:1: a: stands twice in the same map; expected each key once",
        problemsOf("a: 1\na: 2\n"));
  }

  @Test
  void tabIsNamed() {
    assertEquals(
        "a.yaml:2:1: a tab stands here; expected spaces: YAML is not indented with tabs",
        problemsOf("a:\n\tb: 1\n"));
  }

  @Test
  void emptyFileIsAProblem() {
    assertEquals(
        "a.yaml:1:1: the file is empty; expected at least one key", problemsOf("# nothing\n"));
  }

  @Test
  void aliasBombIsRefused() {
    String bomb =
        "a0: &a0 [x, x]\n"
            + IntStream.range(1, 39)
                .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]".formatted(i, i, i - 1, i - 1))
                .collect(Collectors.joining("\n"));
    assertTrue(
        problemsOf(bomb).contains("more than 200000 values, aliases as often as they are used"));
  }

  @Test
  void aliasBombOfLongTextsIsRefused() {
    String bomb = "a: &a " + "x".repeat(400_000) + "\nb: [" + "*a, ".repeat(900) + "*a]\n";
    assertTrue(
        problemsOf(bomb).contains("more than 200000 values, aliases as often as they are used"));
  }

  @Test
  void aliasThatContainsItselfIsRefused() {
    assertTrue(problemsOf("a: &a [*a]").contains("an alias contains itself"), problems.toString());
  }

  @Test
  void depthIsLimited() {
    assertTrue(problemsOf("[".repeat(100_000)).contains("more than 40 levels deep"));
  }

  @Test
  void foreignTagIsRefused() {
    parse("a: !!java.io.File x\nb: !odd y").orElseThrow().expect(Keys.required("a", "b")).text("b");
    assertEquals(
        "a.yaml:2:4: b: the tag \"!odd\" means nothing here; expected a text", problems.toString());
  }

  @Test
  void askingForAnUndeclaredKeyIsAProgrammingMistake() {
    YamlMap map = parse("a: 1").orElseThrow().expect(Keys.required("a"));
    assertThrows(IllegalArgumentException.class, () -> map.text("b"));
  }

  @Test
  void canonicalTextIgnoresCommentsOrderAndStyle() {
    String one = parse("{b: [1, 2], a: 'x'}").orElseThrow().canonical();
    String other = parse("a: x # first\nb:\n  - 1\n  - 2\n").orElseThrow().canonical();
    assertEquals(one, other);
    assertEquals(12, Fingerprint.of(one).length());
  }

  @Test
  void aTagThatIsNoneIsAProblemAndNoFailure() {
    assertTrue(problemsOf("a: !<tag:x%20> b").contains("not YAML: Tag must not contain"));
  }
}
