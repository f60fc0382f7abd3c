package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A person resolves the silence of a virtualisation host while it is silent: it goes on standing
 * for its guests, and nothing asks for a tick that no tick could answer.
 */
class SilenceResolvedByHandTest {
  private final DeskRun run = new DeskRun();

  /** {@code hv-01} and its guest are silent at 10:00; somebody resolves that at 10:05. */
  private void resolvedByHand(String guest) {
    feed("10:00 began hv-01 host_down outage critical link");
    feed("10:00 began g-01 " + guest + " link");
    feed("10:05 anna resolve #1 wrongly");
  }

  private void feed(String line) {
    run.feed(DeskScript.read(line));
  }

  /** When the guest got an incident of its own. */
  private Optional<String> toldOf() {
    return run.events().stream()
        .filter(event -> event.change() instanceof Change.Opened)
        .filter(event -> event.id().number() > 1)
        .map(event -> event.at().toString().substring(11, 19))
        .findFirst();
  }

  private List<String> kinds(String from) {
    return run.events().stream()
        .filter(event -> !event.at().isBefore(DeskScript.time(from)))
        .filter(event -> !(event.change() instanceof Change.ClockChanged))
        .map(event -> event.id().number() + " " + event.change().getClass().getSimpleName())
        .toList();
  }

  @Test
  void explainsItsGuestWhileItHoldsAndComesBackWhenTheWordDidNotComeTrue() {
    resolvedByHand("host_down outage critical");
    assertEquals(
        Optional.of(DeskScript.time("10:35")),
        Wakes.all(run.rebuilt()).wakes().of().values().stream().findFirst(),
        "nothing is to be done at 10:15, when guests of one that came back are told of");
    feed("10:40 pass");
    assertEquals(List.of("1 Reopened"), kinds("10:06"));
    assertEquals(Optional.empty(), toldOf());
  }

  @Test
  void guestsHaveTheTimeToStartFromTheWordOn() {
    resolvedByHand("host_down outage critical");
    feed("10:08 ended hv-01 host_down");
    feed("10:20 pass");
    assertEquals(Optional.of("10:15:00"), toldOf());
  }

  @Test
  void whatComesBackAfterThatTimeStandsForNobody() {
    resolvedByHand("host_down outage critical");
    feed("10:18 ended hv-01 host_down");
    assertEquals(Optional.of("10:18:00"), toldOf());
  }

  @Test
  void anAgentThatDidNotStartIsToldOfInTimeToo() {
    resolvedByHand("agent_lost degradation warning");
    feed("10:08 ended hv-01 host_down");
    feed("10:20 pass");
    assertEquals(Optional.of("10:15:00"), toldOf());
  }
}
