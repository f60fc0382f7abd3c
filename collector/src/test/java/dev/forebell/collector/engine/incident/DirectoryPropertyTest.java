package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DirectoryPropertyTest {
  /** Positive: put; negative: take out. */
  @Property(tries = 300)
  void itHoldsWhatAMapHoldsAndOldOnesStayAsTheyWere(
      @ForAll @Size(max = 200) List<@IntRange(min = -60, max = 60) Integer> acts) {
    TreeMap<Integer, String> map = new TreeMap<>();
    Directory<Integer, String> directory = Directory.empty();
    for (int act : acts) {
      Directory<Integer, String> before = directory;
      Optional<String> was = before.get(Math.abs(act));
      if (act >= 0) {
        map.put(act, "v" + map.size());
        directory = directory.with(act, map.get(act));
      } else {
        map.remove(-act);
        directory = directory.without(-act);
      }
      assertEquals(was, before.get(Math.abs(act)), "an old directory changed");
    }
    for (int key = 0; key <= 60; key++) {
      assertEquals(Optional.ofNullable(map.get(key)), directory.get(key));
    }
  }

  @Property(tries = 50)
  void itStaysLow(@ForAll @IntRange(min = 1, max = 2000) int size) {
    Directory<Integer, Integer> directory = Directory.empty();
    for (int key = 0; key < size; key++) {
      directory = directory.with(key, key);
    }
    double lowest = Math.log(size + 1.0) / Math.log(2);
    assertTrue(directory.height() <= 1.45 * lowest + 1, size + " keys, " + directory.height());
  }
}
