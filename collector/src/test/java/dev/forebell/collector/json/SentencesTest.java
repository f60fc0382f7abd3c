package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.forebell.collector.engine.customer.Language;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentencesTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d\\}");

  @ParameterizedTest
  @EnumSource
  void everyLanguageSaysEverySentenceWithAllItsNumbers(Language language) {
    Sentences english = Sentences.in(Language.EN);
    Sentences words = Sentences.in(language);
    assertEquals(english.bundle().keySet(), words.bundle().keySet());
    for (String key : english.bundle().keySet()) {
      assertEquals(
          arguments(english.bundle().getString(key)),
          arguments(words.bundle().getString(key)),
          key);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ZH", "RU"})
  void noSentenceWasLeftInEnglish(Language language) {
    Sentences english = Sentences.in(Language.EN);
    Sentences words = Sentences.in(language);
    for (String key : Set.of("crossed", "link.nothing", "emergency.people", "emergency.group")) {
      assertNotEquals(english.bundle().getString(key), words.bundle().getString(key), key);
    }
  }

  private static Set<String> arguments(String sentence) {
    return ARGUMENT
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void russianNumbersTakeTheirForm() {
    String forms =
        IntStream.of(0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112)
            .mapToObj(number -> number + " " + PluralForm.of(Language.RU, number).id())
            .collect(Collectors.joining(", "));
    assertEquals(
        "0 many, 1 one, 2 few, 4 few, 5 many, 11 many, 12 many, 14 many, 21 one, 22 few, 25 many,"
            + " 101 one, 111 many, 112 many",
        forms);
  }

  @Test
  void listsReadAsPeopleWriteThem() {
    List<String> three = List.of("a", "b", "c");
    assertEquals("a, b and c", Sentences.in(Language.EN).list(three));
    assertEquals("a, b и c", Sentences.in(Language.RU).list(three));
    assertEquals("a、b 和 c", Sentences.in(Language.ZH).list(three));
    assertEquals("a", Sentences.in(Language.RU).list(List.of("a")));
  }

  @Test
  void numbersAndTimesAreOfTheLanguage() {
    String ratio = "system.filesystem.utilization";
    assertEquals("97.2 %", Sentences.in(Language.EN).number(ratio, 0.972));
    assertEquals("97,2 %", Sentences.in(Language.RU).number(ratio, 0.972));
    assertEquals("30 с", Sentences.in(Language.RU).seconds(Duration.ofSeconds(30)));
    assertEquals("1200 秒", Sentences.in(Language.ZH).seconds(Duration.ofMinutes(20)));
  }
}
