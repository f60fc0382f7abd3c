package dev.forebell.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of the product is missing in Chinese or Russian, and each has the places of English. */
class BundlesTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)[,}]");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z-]+}");

  /** In English alone: the demo desk is no part of an installation, the API speaks English. */
  private static final List<String> ENGLISH =
      List.of("demo/desk.properties", "api/deadletter.properties");

  static List<Path> bundles() throws IOException {
    try (Stream<Path> own = Files.walk(Path.of("src/main/resources"));
        Stream<Path> agents = Files.walk(Path.of("../agent/src/main/resources"))) {
      return Stream.concat(own, agents)
          .filter(file -> file.toString().endsWith(".properties"))
          .filter(file -> !file.toString().matches(".*_(zh|ru)\\.properties"))
          .filter(file -> ENGLISH.stream().noneMatch(file.toString().replace('\\', '/')::endsWith))
          .filter(file -> file.toString().replace('\\', '/').contains("/dev/forebell/"))
          .sorted()
          .toList();
    }
  }

  private static Properties read(Path file) {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static Path in(String language, Path english) {
    String name = english.getFileName().toString();
    return english.resolveSibling(name.replace(".properties", "_" + language + ".properties"));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyTextIsThereInAllLanguages(Path english) {
    Properties texts = read(english);
    for (String language : List.of("zh", "ru")) {
      Path file = in(language, english);
      assertTrue(Files.exists(file), "missing: " + file);
      Properties translated = read(file);
      assertEquals(
          new TreeSet<>(texts.stringPropertyNames()),
          new TreeSet<>(translated.stringPropertyNames()),
          file.toString());
      for (String key : texts.stringPropertyNames()) {
        String at = file + ": " + key;
        String text = translated.getProperty(key);
        assertEquals(places(PLACE, texts.getProperty(key)), places(PLACE, text), at);
        assertEquals(places(VARIABLE, texts.getProperty(key)), places(VARIABLE, text), at);
        assertFalse(text.isBlank() && !texts.getProperty(key).isBlank(), at);
        if (!places(PLACE, text).isEmpty()) {
          new MessageFormat(text, Locale.of(language)); // throws if it is no format
        }
      }
    }
  }

  private static Set<String> places(Pattern what, String text) {
    return new TreeSet<>(what.matcher(text).results().map(found -> found.group(0)).toList())
        .stream()
            .map(found -> found.replaceAll("[,}]$", ""))
            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  @Test
  void allBundlesAreLookedAt() throws IOException {
    assertTrue(bundles().size() > 15, bundles().toString());
  }
}
