package dev.forebell.collector.engine.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void starsTakeAnyRunAndQuestionMarksOneCharacter() {
    assertTrue(new Glob("vdi-*").covers("vdi-01"));
    assertTrue(new Glob("*mountpoint=/backup*").covers("system.filesystem.mountpoint=/backup2"));
    assertTrue(new Glob("vdi-0?").covers("vdi-01"));
    assertFalse(new Glob("vdi-0?").covers("vdi-011"));
    assertFalse(new Glob("vdi").covers("vdi-01"));
    assertTrue(new Glob("*").covers(""));
  }

  @Test
  void aBackslashTakesTheNextCharacterAsItIs() {
    assertTrue(new Glob("C:\\\\*").covers("C:\\Temp"));
    assertTrue(new Glob("a\\*b").covers("a*b"));
    assertFalse(new Glob("a\\*b").covers("axb"));
    assertTrue(new Glob("\\!x").covers("!x"));
  }

  @Test
  void anExclamationMarkTurnsItRound() {
    assertTrue(new Glob("!vdi-*").negated());
    assertTrue(new Glob("!vdi-*").covers("vdi-01"));
  }

  @Test
  void patternsOfNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Glob(""));
    assertThrows(IllegalArgumentException.class, () -> new Glob("!"));
  }

  @Test
  void noPatternTakesLong() {
    Glob bomb = new Glob("*a".repeat(200) + "b");
    String text = "a".repeat(100_000);
    assertTimeout(Duration.ofSeconds(5), () -> assertFalse(bomb.covers(text)));
  }

  @Property(tries = 1000)
  void itIsWhatTheSameRegularExpressionSays(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(min = 1, max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String text) {
    String regex = pattern.replace("*", ".*").replace("?", ".");
    assertEquals(Pattern.matches(regex, text), new Glob(pattern).covers(text), pattern);
  }
}
