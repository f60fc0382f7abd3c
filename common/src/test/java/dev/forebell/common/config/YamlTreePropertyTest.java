package dev.forebell.common.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class YamlTreePropertyTest {
  @Property(tries = 3000)
  void anyTextGivesAMapOrAProblemAndNeverThrows(@ForAll String text) {
    holds(text);
  }

  @Property(tries = 3000)
  void anyPunctuationGivesAMapOrAProblemAndNeverThrows(
      @ForAll
          @StringLength(max = 40)
          @CharRange(from = '!', to = '@')
          @CharRange(from = '[', to = 'c')
          @CharRange(from = '{', to = '~')
          @CharRange(from = '\t', to = '\n')
          @CharRange(from = ' ', to = ' ')
          String text) {
    holds(text);
  }

  private static void holds(String text) {
    Problems problems = new Problems();
    boolean parsed = YamlTree.parse("a.yaml", text, problems).isPresent();
    assertTrue(parsed || !problems.isEmpty(), text);
  }
}
