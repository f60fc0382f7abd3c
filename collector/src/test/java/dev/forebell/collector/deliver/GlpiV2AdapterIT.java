package dev.forebell.collector.deliver;

import static dev.forebell.collector.deliver.FakeDesk.LI_WEI;
import static dev.forebell.collector.deliver.FakeDesk.OURS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What GLPI's new interface does in its own way. */
final class GlpiV2AdapterIT extends DeskSetUp {
  private static final String ENDPOINT =
      "credentials: {client_id: c, client_secret: s, username: u, password: p}\n";

  private final Heard heard = new Heard();

  private DeliveryBench begin(FakeDesk desk, String more) {
    return begin(desk, "glpi-v2", ENDPOINT + more);
  }

  @Test
  void aTokenThatIsOverIsNoBadRequest() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "")) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      desk.forget();
      send(bench, Story.of(1).said("seen"), 2, "incident.commented");
      assertEquals("delivered 2", bench.note(), "without a failed attempt");
      bench.advance(Duration.ofHours(2));
      send(bench, Story.of(1).said("seen"), 3, "incident.commented");
      assertEquals("delivered 3", bench.note());
      assertEquals(3, desk.tokens.issued());
      assertEquals(2, desk.words().size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void whatAWebServerMakesARedirectionOfIsMadeAllTheSame() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "")) {
      desk.redirects();
      send(bench, Story.of(1), 1, "incident.opened");
      send(bench, Story.of(1).said("seen"), 2, "incident.commented");
      send(bench, Story.of(1).in("resolved"), 3, "incident.resolved");
      for (int n = 1; n <= 3; n++) {
        assertEquals("delivered " + n, bench.note());
      }
      assertTrue(bench.link().contains(desk.url() + "/front/ticket.form.php?id=1"));
      assertEquals(List.of("INC-ACME-2026-1 web-1: host_down: resolved"), desk.tickets());
      assertEquals(1, desk.words().size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aTicketOfPeopleFromTheLastHourIsJoined() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "")) {
      desk.opens("web-1 was slow in the morning");
      bench.advance(Duration.ofMinutes(61));
      desk.opens("web-12 is gone");
      desk.opens("where is web-1?");
      bench.advance(Duration.ofMinutes(59));
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      send(bench, Story.of(1).in("resolved"), 2, "incident.resolved");
      assertEquals("delivered 2", bench.note());
      assertEquals(
          List.of(
              "web-1 was slow in the morning: open",
              "web-12 is gone: open",
              "where is web-1?: open"),
          desk.tickets(),
          "it is theirs: told, not changed");
      assertTrue(bench.link().contains("/front/ticket.form.php?id=3"));
      assertEquals("INC-ACME-2026-1 reported by Li Wei", bench.link());
      assertTrue(desk.words().getFirst().contains("INC-ACME-2026-1"));
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void whatIsOlderOrOursIsNotJoined() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "")) {
      desk.opens("web-1 was slow");
      bench.advance(Duration.ofMinutes(61));
      desk.opens("INC-ACME-2026-7 web-1: through the other interface");
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertEquals(3, desk.tickets().size());
      desk.renames(3, "web-1, taken by Li Wei");
      send(bench, new Story(2, "web-1", "open", false, "", ""), 1, "incident.opened");
      assertEquals("delivered 2", bench.note());
      assertEquals(4, desk.tickets().size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aNameOfAnotherScriptIsCutWhereGlpiWouldRefuseIt() throws InterruptedException {
    String host = "机".repeat(120);
    Story story = new Story(1, host, "open", false, "", "");
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "")) {
      send(bench, story, 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      String name = desk.tickets().getFirst().replace(": open", "");
      int bytes = name.getBytes(UTF_8).length;
      assertTrue(bytes <= 255 && bytes > 225, name);
      assertTrue(name.startsWith("INC-ACME-2026-1 机机"), name);
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void whatPeopleWriteAndSolveComesInOnceAndWhatWeDoNever() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "vars: {bots: [" + OURS + "]}");
        DeskPolls polls = bench.polls(heard)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      send(bench, Story.of(2), 1, "incident.opened");
      assertEquals("delivered 2", bench.note());
      send(bench, Story.of(1).said("ours"), 2, "incident.commented");
      assertEquals("delivered 3", bench.note());
      bench.advance(Duration.ofMinutes(1));
      desk.writes(LI_WEI, 1, "Followup", "<p>the disk &lt; &amp; was <i>loose</i></p>");
      desk.writes(OURS, 1, "Followup", "<p>what we say</p>");
      polls.start();
      assertEquals(
          List.of("Comment the disk < & was loose by Li Wei via desk"), heard.next(bench, 1));
      desk.writes(LI_WEI, 1, "Task", "<p>bring one</p>");
      desk.writes(LI_WEI, 1, "Solution", "<p>exchanged</p>");
      desk.writes(LI_WEI, 2, "Document", "photo");
      assertEquals(
          List.of("Comment bring one by Li Wei via desk", "Resolve by Li Wei via desk"),
          heard.next(bench, 2));
      bench.advance(Duration.ofMinutes(3));
      desk.writes(LI_WEI, 2, "Followup", "last");
      assertEquals(List.of("Comment last by Li Wei via desk"), heard.next(bench, 1));
      assertEquals(List.of(), heard.left(), "nothing twice, nothing of ours");
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void withoutTheNumberOfOurUserNothingIsAsked() throws InterruptedException {
    try (FakeGlpiV2 desk = new FakeGlpiV2(vertx);
        DeliveryBench bench = begin(desk, "");
        DeskPolls polls = bench.polls(heard)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      desk.writes(LI_WEI, 1, "Followup", "unheard");
      int asked = desk.log().size();
      polls.start();
      assertEquals(Optional.empty(), heard.within(3));
      assertEquals(asked, desk.log().size());
    }
  }
}
