package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import dev.forebell.collector.port.WebhookEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The adapter that {@code docs/adapters.md} writes step by step, as it stands there, at the desk
 * that it is written for: whoever copies it gets something that works.
 */
final class DocumentedAdapterIT extends DeskSetUp {
  private static final Path GUIDE = Path.of("..", "docs", "adapters.md");
  private static final Pattern BLOCK = Pattern.compile("```(yaml|json)\n(.*?)```", Pattern.DOTALL);

  /** The one example of the guide that says this. */
  private static String example(String kind, String word) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
    while (blocks.find()) {
      if (blocks.group(1).equals(kind) && blocks.group(2).contains(word)) {
        found.add(blocks.group(2));
      }
    }
    assertEquals(1, found.size(), word);
    return found.getFirst();
  }

  private WebhookEndpoint endpoint(FakeDesk desk) throws IOException {
    Files.createDirectories(config.resolve("adapters"));
    Files.writeString(
        config.resolve("adapters").resolve("mydesk.yaml"),
        example("yaml", "id: mydesk") + example("yaml", "changed_since={since}"));
    return AdapterBench.read(
        config,
        """
        webhook:
          id: desk
          url: "%s"
          allow: [127.0.0.0/8]
          adapter: mydesk
          credentials: {token: t0ken}
          vars: {queue: night, bots: [Forebell]}
        """
            .formatted(desk.url()));
  }

  @Test
  void theAdapterOfTheGuideCarriesAnIncidentFromBeginningToEnd() throws Exception {
    try (FakeDesk desk = new FakeTracker(vertx);
        DeliveryBench bench = begin(desk, endpoint(desk))) {
      Story story = Story.of(1);
      send(bench, story, 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertTrue(bench.link().contains(desk.url() + "/issues/1"));
      send(bench, story.urgent(), 2, "incident.promoted");
      send(bench, story.urgent().said("seen"), 3, "incident.commented");
      send(bench, story.urgent().in("resolved"), 4, "incident.resolved");
      for (int n = 2; n <= 4; n++) {
        assertEquals("delivered " + n, bench.note());
      }
      assertEquals(List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: done"), desk.tickets());
      send(bench, story.urgent(), 5, "incident.reopened");
      assertEquals("delivered 5", bench.note());
      assertEquals(List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: new"), desk.tickets());
      assertEquals(4, desk.words().size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void whateverIsLostOnTheWayThereIsOneTicketAndEachNoteOnce() throws Exception {
    try (FakeDesk desk = new FakeTracker(vertx);
        DeliveryBench bench = begin(desk, endpoint(desk))) {
      desk.then(Fault.COMMIT_AND_DROP);
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("retry 1", bench.note());
      bench.advance(Duration.ofMinutes(10));
      assertEquals("delivered 1", bench.note());
      // The title is changed, the note is written, and the answer to the note is lost.
      desk.then(Fault.NONE, Fault.COMMIT_AND_DROP);
      send(bench, Story.of(1).in("acknowledged"), 2, "incident.acknowledged");
      assertEquals("retry 2", bench.note());
      bench.advance(Duration.ofMinutes(10));
      assertEquals("delivered 2", bench.note());
      assertEquals(1, desk.tickets().size());
      assertEquals(1, desk.words().size(), desk.words().toString());
    }
  }

  @Test
  void whatPeopleDoThereIsHeard() throws Exception {
    Heard heard = new Heard();
    try (FakeTracker desk = new FakeTracker(vertx);
        DeliveryBench bench = begin(desk, endpoint(desk))) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      desk.says(FakeDesk.OURS, "1", "ours");
      desk.moves(FakeDesk.LI_WEI, "1", "taken");
      try (DeskPolls polls = bench.polls(heard)) {
        polls.start();
        assertEquals(List.of("Acknowledge by Li Wei via desk"), heard.next(1));
      }
      assertEquals(List.of(), heard.left());
    }
  }

  @Test
  void theEventOfTheGuideIsOneThatCanBeTried() throws Exception {
    try (FakeDesk desk = new FakeTracker(vertx)) {
      WebhookEndpoint endpoint = endpoint(desk);
      WebhookTrial.Outcome outcome =
          new WebhookTrial(
                  endpoint,
                  WebhookTrial.pretending(endpoint, List.of("{\"id\": 17}")),
                  TicketFacts.NONE,
                  InstantSource.system())
              .run(example("json", "INC-ACME-2026-1"), Optional.empty(), Optional.empty());
      assertEquals(Optional.empty(), outcome.failure());
      assertEquals("17", outcome.ticket().orElseThrow().reference());
    }
  }
}
