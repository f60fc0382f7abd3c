package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiallingTest {
  private final Dialling dialling = new Dialling(2);
  private final List<String> dialled = new ArrayList<>();

  @Test
  void soManyAtOnceAndTheOthersInTheirOrder() {
    List.of("a", "b", "c", "d").forEach(this::ask);
    assertEquals(List.of("a", "b"), dialled);
    dialling.done();
    assertEquals(List.of("a", "b", "c"), dialled);
    dialling.done();
    dialling.done();
    dialling.done();
    ask("e");
    assertEquals(List.of("a", "b", "c", "d", "e"), dialled);
  }

  @Test
  void whoEndedWhileWaitingTakesNoTurnHoweverMany() {
    List.of("a", "b").forEach(this::ask);
    IntStream.range(0, 100_000).forEach(_ -> dialling.ask(() -> false));
    ask("c");
    dialling.done();
    assertEquals(List.of("a", "b", "c"), dialled);
    ask("d");
    assertEquals(List.of("a", "b", "c"), dialled);
  }

  private void ask(String agent) {
    dialling.ask(() -> dialled.add(agent));
  }
}
