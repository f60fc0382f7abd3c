package dev.forebell.agent.textfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {
  @Test
  void namesLabelsEscapesAndNumbersAreRead() throws TextfileMistake {
    List<PrometheusText.Line> lines =
        PrometheusText.parse(
            """
            # HELP backup_size_bytes Size \\\\ of the last one.
            # TYPE backup_size_bytes gauge
            backup_size_bytes{job="db",path="C:\\\\dir \\"x\\"\\nline"} 1.5e9
            # an ordinary comment

              plain   -3
            job:rate_5m{} +Inf
            trailing{a="1",} NaN
            """);
    assertEquals(4, lines.size());
    assertEquals("backup_size_bytes", lines.get(0).name());
    assertEquals(
        new TreeMap<>(Map.of("job", "db", "path", "C:\\dir \"x\"\nline")), lines.get(0).labels());
    assertEquals(1.5e9, lines.get(0).value());
    assertEquals(-3, lines.get(1).value());
    assertEquals(Double.POSITIVE_INFINITY, lines.get(2).value());
    assertEquals(Double.NaN, lines.get(3).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a 1 1700000000~1:5: something follows the value; expected no timestamp",
        "a{b=1} 1~1:5: the label has no value; expected NAME=\"value\"",
        "a{b=\"1 1~1:9: the label's value does not end",
        "a{b=\"\\q\"} 1~1:8: this escapes nothing",
        "9a 1~1:1: no name stands here",
        "a one~1:3: 'one' is not a number",
        "a~1:2: '' is not a number",
        "a{b=\"1\" c=\"2\"} 1~1:9: the list of labels does not go on",
        "a{b=\"1\",b=\"2\"} 1~1:14: the label b stands here a second time",
        "# TYPE a thing~1:1: the line says no type",
        "a 0x1p3~1:3: '0x1p3' is not a number",
        "a 1f~1:3: '1f' is not a number",
      })
  void aMistakeIsNamedWithItsPlace(String text, String expected) {
    TextfileMistake mistake = assertThrows(TextfileMistake.class, () -> PrometheusText.parse(text));
    String told = mistake.in("x.prom");
    assertEquals(
        "x.prom:" + expected, told.substring(0, Math.min(told.length(), 7 + expected.length())));
  }

  @Test
  void oneSeriesMayNotStandTwice() {
    TextfileMistake mistake =
        assertThrows(
            TextfileMistake.class, () -> PrometheusText.parse("a{x=\"1\"} 1\nb 1\na{x=\"1\"} 2\n"));
    assertEquals(
        "f:3:1: the series stands here a second time; expected each series once", mistake.in("f"));
  }

  @Property
  void anyTextIsReadOrRefusedAndNothingElse(@ForAll @StringLength(max = 300) String text) {
    try {
      PrometheusText.parse(text).forEach(line -> assertEquals(false, line.name().isEmpty()));
    } catch (TextfileMistake mistake) {
      assertEquals(true, mistake.in("f").startsWith("f:"));
    }
  }
}
