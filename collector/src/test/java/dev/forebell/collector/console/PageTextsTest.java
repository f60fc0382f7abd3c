package dev.forebell.collector.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.IncidentState;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.common.model.HostKind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedSet;
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
    Stream.of(Reason.values()).forEach(reason -> missing.add("reason." + reason.id()));
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
  void everyLanguageHasEveryTextWithTheSameValues() {
    for (Locale language : PageTexts.LANGUAGES) {
      JsonObject translated = PageTexts.in(language);
      assertEquals(language.toLanguageTag(), translated.getString("language"));
      for (String key : texts.fieldNames()) {
        String text = own(language).getProperty(key, "");
        assertTrue(!text.isBlank(), language + " has no " + key);
        assertEquals(values(texts.getString(key)), values(text), language + " " + key);
      }
    }
  }

  @Test
  void theFirstLanguageThatThereIsIsTaken() {
    assertEquals("ru", language("uk", "ru-RU", "zh"));
    assertEquals("zh", language("zh-Hans-CN"));
    assertEquals("en", language("xx"));
    assertEquals("en", language());
  }

  private static String language(String... wanted) {
    return PageTexts.inFirstOf(Stream.of(wanted).map(Locale::forLanguageTag).toList())
        .getString("language");
  }

  /** The bundle's own lines, without those it would take over from English. */
  private static Properties own(Locale language) {
    String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language.toLanguageTag();
    Properties lines = new Properties();
    try (Reader reader =
        new InputStreamReader(
            PageTexts.class.getResourceAsStream("console" + suffix + ".properties"),
            StandardCharsets.UTF_8)) {
      lines.load(reader);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedSet<String> values(String text) {
    TreeSet<String> found = new TreeSet<>();
    Pattern.compile("\\{\\d}").matcher(text).results().forEach(one -> found.add(one.group()));
    return found;
  }
}
