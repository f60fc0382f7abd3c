package dev.forebell.collector.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.incident.IncidentState;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.common.model.HostKind;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTextsTest {
  private static final Pattern USED =
      Pattern.compile(
          "(?:\\bt\\(\\s*|data-text=)\"([a-z_.]+)\"|\\bt\\([^;\"]*\\? ?\"([a-z_]+\\.[a-z_.]+)\" :"
              + " \"([a-z_]+\\.[a-z_.]+)\"");
  private static final List<String> DANGEROUS =
      List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "srcdoc");

  private final JsonObject texts = PageTexts.in(Locale.ENGLISH).getJsonObject("texts");

  @Test
  void everyTextThatThePageAsksForExists() {
    TreeSet<String> used = new TreeSet<>();
    for (String part : PageSource.parts()) {
      USED.matcher(PageSource.read(part))
          .results()
          .flatMap(found -> Stream.of(1, 2, 3).map(found::group))
          .filter(key -> key != null)
          .forEach(used::add);
    }
    assertTrue(used.size() > 40, "the pattern finds the texts: " + used.size());
    used.removeAll(texts.fieldNames());
    assertEquals(new TreeSet<>(), used);
  }

  @Test
  void everyValueOfTheEngineHasItsText() {
    TreeSet<String> missing = new TreeSet<>();
    Stream.of(IncidentState.values()).forEach(state -> missing.add("state." + state.id()));
    Stream.of(ClockName.values()).forEach(name -> missing.add("clock." + name.id()));
    Stream.of(Outcome.values()).forEach(outcome -> missing.add("outcome." + outcome.id()));
    Stream.of(HostKind.values()).forEach(kind -> missing.add("kind." + kind.id()));
    missing.removeAll(texts.fieldNames());
    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void nothingThatCameOverTheWireCanBecomeMarkup() {
    for (String part : PageSource.parts()) {
      String source = PageSource.read(part);
      DANGEROUS.forEach(word -> assertTrue(!source.contains(word), part + " uses " + word));
    }
  }

  @Test
  void anUnknownLanguageGetsEnglish() {
    assertEquals("en", PageTexts.in(Locale.forLanguageTag("xx")).getString("language"));
  }
}
