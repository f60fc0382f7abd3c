package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Property
  void theyAreWhatAMapOfThemWouldBe(
      @ForAll @Size(max = 40)
          Map<@AlphaChars @StringLength(max = 3) String, @AlphaChars @StringLength(max = 2) String>
              all,
      @ForAll long seed,
      @ForAll Set<@AlphaChars @StringLength(max = 3) String> names) {
    Labels labels = Labels.of(all);
    assertEquals(all, labels.sorted());
    all.forEach((name, value) -> assertEquals(value, labels.get(name)));

    List<String> order = new ArrayList<>(all.keySet());
    Collections.shuffle(order, new Random(seed));
    Map<String, String> shuffled = new LinkedHashMap<>();
    order.forEach(name -> shuffled.put(name, all.get(name)));
    assertEquals(labels, Labels.of(shuffled));
    assertEquals(labels.hashCode(), Labels.of(shuffled).hashCode());

    shuffled.keySet().removeAll(names);
    assertEquals(Labels.of(shuffled), labels.without(names));
    if (shuffled.size() < all.size()) {
      assertNotEquals(labels, labels.without(names));
    }
  }

  @Test
  void anotherValueOrNameIsAnother() {
    Labels labels = Labels.of(Map.of("a", "b"));
    assertNotEquals(labels, Labels.of(Map.of("b", "a")), "of the same hash");
    assertNotEquals(labels, Labels.of(Map.of("a", "c")));
    assertEquals("Aa".hashCode(), "BB".hashCode());
    assertNotEquals(Labels.of(Map.of("a", "Aa")), Labels.of(Map.of("a", "BB")), "likewise");
    assertEquals("", labels.get("c"));
  }

  @Test
  void theLastOfTheSameNameCounts() {
    Labels.Builder twice = new Labels.Builder();
    twice.put("a", "1");
    twice.put("b", "2");
    twice.put("a", "3");
    assertEquals(2, twice.size());
    assertEquals(Labels.of(Map.of("a", "3", "b", "2")), twice.build());
  }
}
