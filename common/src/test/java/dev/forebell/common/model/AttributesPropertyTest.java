package dev.forebell.common.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AttributesPropertyTest {
  @Property
  void theTextCanBeReadBack(@ForAll Map<String, String> values) {
    Attributes attributes = Attributes.of(values);
    assertEquals(attributes, Attributes.parse(attributes.toString()));
  }

  @Property
  void equalTextMeansEqualAttributes(
      @ForAll Map<String, String> one, @ForAll Map<String, String> other) {
    Attributes a = Attributes.of(one);
    Attributes b = Attributes.of(other);
    assertEquals(a.equals(b), a.toString().equals(b.toString()), a + " / " + b);
  }
}
