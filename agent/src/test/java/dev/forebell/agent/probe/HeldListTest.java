package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldListTest {
  private final List<String> listings = new ArrayList<>();
  private boolean alive = true;
  private final HeldList<String> held =
      new HeldList<>(
          () -> {
            listings.add("listed");
            return List.of("card");
          },
          card -> alive);

  @Test
  void objectsAreKeptAndListedAgainOnlySeldom() {
    for (int i = 0; i < 30; i++) {
      assertEquals(List.of("card"), held.read());
    }
    assertEquals(1, listings.size());
    held.read();
    assertEquals(2, listings.size());
  }

  @Test
  void aMissingObjectIsReasonToListAgain() {
    held.read();
    alive = false;
    held.read();
    assertEquals(2, listings.size());
  }
}
