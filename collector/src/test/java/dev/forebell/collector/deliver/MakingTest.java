package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Condition;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MakingTest {
  private static final Call ORDER = call("POST", "/orders", "{}", "", "order");
  private static final Call SHOW = call("GET", "/orders/{got.order.id}", "", "ticket", "");
  private static final Call LINK = call("POST", "/links", "{\"to\": reference}", "", "");
  private static final Call CREATE = call("POST", "/t", "{\"reference\": key}", "id", "made");

  @Test
  void oneCallMakesTheTicketAndNothingIsLeft() {
    check(List.of(CREATE), List.of(CREATE), List.of());
  }

  @Test
  void whatIsOrderedByOneCallAndNamedByAnotherLeavesWhatComesAfterIt() {
    check(List.of(ORDER, SHOW, LINK), List.of(ORDER), List.of(LINK));
  }

  @Test
  void aQuestionIsAskedAgainUnlessItAsksForWhatIsLeftOut() {
    Call project = call("GET", "/projects", "", "", "project");
    Call state = call("GET", "/states/{got.order.id}", "", "", "state");
    Call deeper = call("GET", "/deeper/{got.state.id}", "", "", "deeper");
    check(
        List.of(project, ORDER, state, deeper, SHOW, LINK), List.of(ORDER), List.of(project, LINK));
  }

  @Test
  void whatNeedsTheTicketComesAfterItAlsoWhereItNamesItOnceMore() {
    Call number = call("GET", "/t/{reference}", "", "{\"reference\": id, \"number\": n}", "");
    check(List.of(CREATE, LINK, number), List.of(CREATE), List.of(LINK, number));
  }

  @Test
  void ofTwoWaysNeitherIsTakenOnceThereIsATicket() {
    Call other = call("POST", "/u", "{}", "id", "");
    check(List.of(CREATE, other, LINK), List.of(CREATE, other), List.of(LINK));
  }

  @Test
  void theParentsReferenceIsNotTheTickets() {
    Call below = call("POST", "/t", "{\"up\": parent.reference}", "id", "");
    check(List.of(ORDER, below, LINK), List.of(ORDER, below), List.of(LINK));
  }

  @Test
  void whereNothingNamesItOnlyWhatLooksForItselfIsMadeAgain() {
    Call note =
        new Call(
            "POST",
            "/notes",
            Optional.of("{}"),
            Optional.empty(),
            Optional.empty(),
            new Condition(
                Optional.empty(),
                Optional.of(new Search("/notes", "id", Optional.empty())),
                Optional.empty()),
            List.of());
    check(List.of(ORDER, LINK, note), List.of(ORDER, LINK, note), List.of(note));
  }

  @Test
  void theLastOrTheOneThatNamesItIsTheOrder() {
    Making making = Making.of(List.of(ORDER, LINK, SHOW));
    assertEquals(
        List.of(false, true, false),
        List.of(ORDER, LINK, SHOW).stream().map(making::orders).toList());
    Making named = Making.of(List.of(ORDER, CREATE));
    assertEquals(List.of(false, true), List.of(ORDER, CREATE).stream().map(named::orders).toList());
  }

  private static void check(List<Call> create, List<Call> making, List<Call> afterwards) {
    Making read = Making.of(create);
    assertEquals(making, create.stream().filter(read::mayMake).toList());
    assertEquals(afterwards, read.afterwards());
  }

  private static Call call(String method, String path, String body, String reference, String save) {
    return new Call(
        method,
        path,
        text(body),
        text(reference),
        Optional.empty(),
        new Condition(Optional.empty(), Optional.empty(), text(save)),
        List.of());
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
