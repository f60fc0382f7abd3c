package dev.forebell.collector.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Attributes;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which attributes a rule means. */
class WhereTest {
  private static Where where(String name, List<String> accepted, List<String> refused) {
    TreeMap<String, ValuePattern> patterns = new TreeMap<>();
    patterns.put(name, new ValuePattern(accepted, refused));
    return new Where(Attributes.of("state", "used"), patterns);
  }

  private static Attributes at(String mount) {
    return Attributes.of("mount", mount, "state", "used");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/*, /data/a, true",
    "/data/*, /data/a/b, true",
    "/data/*, /data/, true",
    "/data/*, /data, false",
    "*, '', true",
    "a?c, abc, true",
    "a?c, ac, false",
    "*a*b*c, xxaxxbxxaxbc, true",
    "*a*b*c, xxaxxbxxaxb, false",
    "C:\\*, C:\\Data, true",
    "abc, abc, true",
    "abc, abcd, false"
  })
  void aGlobStandsForAnyCharacters(String glob, String value, boolean fits) {
    assertEquals(fits, ValuePattern.fits(glob, value));
  }

  @Test
  void manyStarsDoNotTakeForever() {
    assertFalse(ValuePattern.fits("*a*a*a*a*a*a*a*a*a*a*b", "a".repeat(10_000)));
  }

  @Test
  void oneOfTheAcceptedAndNoneOfTheRefused() {
    Where data = where("mount", List.of("/data/*", "/srv"), List.of("/data/tmp*"));
    assertTrue(data.matches(at("/srv")));
    assertTrue(data.matches(at("/data/a")));
    assertFalse(data.matches(at("/data/tmp1")));
    assertFalse(data.matches(at("/home")));
    assertFalse(data.matches(Attributes.of("mount", "/srv", "state", "free")), "pinned too");
  }

  @Test
  void whatIsOnlyRefusedAcceptsAllElse() {
    Where most = where("mount", List.of(), List.of("/boot/efi"));
    assertFalse(most.matches(at("/boot/efi")));
    assertTrue(most.matches(at("/")));
    assertTrue(most.matches(Attributes.of("state", "used")));
  }

  @Test
  void aPatternStaysInTheSubjectAndAPinnedValueDoesNot() {
    Rule.Selector selector = new Rule.Selector("m", where("mount", List.of("/data/*"), List.of()));
    assertEquals("mount=/data/a", CompanionKey.subjectOf(selector, at("/data/a")));
  }
}
