package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.Outbox.TicketReference;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TicketAnswerTest {
  private static final Optional<String> NO_LINK = Optional.empty();

  @Test
  void aReferenceIsATextANumberOrBothNames() {
    assertEquals(ticket("64f0", "64f0"), read("id", "{\"id\":\"64f0\"}"));
    assertEquals(ticket("17", "17"), read("result.number + 0", "{\"result\":{\"number\":17}}"));
    assertEquals(
        ticket("64f0", "17"),
        read("{\"reference\": id, \"number\": number}", "{\"id\":\"64f0\",\"number\":17}"));
  }

  @Test
  void anAnswerWithoutTheReferenceNamesNoTicket() {
    assertEquals(Optional.empty(), read("id", "{}"));
    assertEquals(Optional.empty(), read("id", "{\"id\":\"\"}"));
    assertEquals(Optional.empty(), read("id", "{\"id\":[1,2]}"));
    assertEquals(Optional.empty(), read("id", "null"));
  }

  @Test
  void whatIsMissingSaysWhatWasAskedAndWhatThereWas() {
    assertEquals(
        "reference: id found nothing; the answer's keys: key, state",
        missing("id", "{\"key\":1,\"state\":2}"));
    assertEquals(
        "reference: id gave neither a text nor a number; the answer's keys: id",
        missing("id", "{\"id\":[1,2]}"));
    assertEquals("reference: id found nothing; the answer is empty", missing("id", "null"));
    assertEquals("reference: id found nothing; the answer is a list of 2", missing("id", "[1,2]"));
    assertTrue(missing("id", "<html>").startsWith("reference: id failed: the answer is no JSON"));
  }

  private static String missing(String expression, String answer) {
    return new TicketAnswer(new Mapping(""), Map.of(), expression, NO_LINK).missing(answer);
  }

  @Test
  void onlyAWebAddressBecomesALink() {
    assertEquals(
        "https://desk.example/64f0",
        link("'https://desk.example/' & reference").orElseThrow().url());
    assertEquals("", link("'javascript:alert(1)'").orElseThrow().url());
  }

  @Test
  void anAnswerThatIsNoJsonAndAMappingThatNeverEndsAreFailuresNotHangs() {
    assertThrows(Mapping.MappingFailure.class, () -> read("id", "<html>"));
    assertThrows(
        Mapping.MappingFailure.class,
        () -> read("($f := function($n) { $f($n + 1) + 1 }; $f(0))", "{}"));
  }

  private static Optional<TicketReference> link(String expression) {
    return new TicketAnswer(new Mapping(""), Map.of(), "id", Optional.of(expression))
        .read("{\"id\":\"64f0\"}");
  }

  private static Optional<TicketReference> read(String expression, String answer) {
    return new TicketAnswer(new Mapping(""), Map.of(), expression, NO_LINK).read(answer);
  }

  private static Optional<TicketReference> ticket(String reference, String number) {
    return Optional.of(new TicketReference(reference, number, ""));
  }
}
