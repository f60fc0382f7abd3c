package dev.forebell.common.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names have the shape that the schemas of the configuration give. */
class IdentifierTest {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "-a", ".a", "_a", "a-", "a._-9Z", "a b", "a\n", "@", "[", "`", "{", "é"})
  void isThatOfTheSchema(String text) {
    assertEquals(SHAPE.matcher(text).matches(), Identifier.valid(text), text);
  }

  @Property
  void isThatOfTheSchemaForAnyText(
      @ForAll @StringLength(max = 130) @CharRange(from = '+', to = '~') String text) {
    assertEquals(SHAPE.matcher(text).matches(), Identifier.valid(text));
  }

  @Property
  void endsAfterSoManyCharacters(@ForAll @StringLength(min = 126, max = 130) String text) {
    String letters = "a".repeat(text.length());
    assertEquals(SHAPE.matcher(letters).matches(), Identifier.valid(letters));
  }
}
