package dev.forebell.collector.deliver;

import static dev.forebell.collector.deliver.FakeDesk.LI_WEI;
import static dev.forebell.collector.deliver.FakeDesk.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FakeDesk.People;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Desks that do not call are asked: what people do there comes in once, what we do never. */
final class DeskPollsIT extends DeskSetUp {
  /** Desks, and what they call things. */
  enum Product {
    GLPI(
        FakeGlpi::new,
        "credentials: {user_token: user, app_token: app}\nvars: {bots: [3]}",
        List.of("1", "2", "4", "2", "5")),
    REDMINE(
        FakeRedmine::new,
        "credentials: {api_key: k}\nvars: {project: operations, bots: [3]}",
        List.of("1", "2", "4", "2", "3")),
    JIRA(
        FakeJira::new,
        "credentials: {token: t}\nvars: {project: OPS, bots: [forebell]}",
        List.of("OPS-1", "In Progress", "Pending", "In Progress", "Done")),
    SERVICENOW(
        FakeServiceNow::new,
        "credentials: {user: u, password: p}\nvars: {bots: [forebell]}",
        List.of("00000000000000000000000000000001", "2", "3", "2", "6"));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
    private final Function<Vertx, FakeDesk> fake;

    private final String endpoint;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> words;

    Product(Function<Vertx, FakeDesk> fake, String endpoint, List<String> words) {
      this.fake = fake;
      this.endpoint = endpoint;
      this.words = words;
    }

    private String ticket() {
      return words.getFirst();
    }

    private String adapter() {
      return name().toLowerCase(Locale.ROOT);
    }

    // What the desk says of a person: a name, or how they log in.
    private String person() {
      return this == SERVICENOW ? "li.wei" : "Li Wei";
    }
  }

  private final Heard heard = new Heard();

  private static void opened(DeliveryBench bench) throws InterruptedException {
    send(bench, Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    send(bench, Story.of(1).said("ours"), 2, "incident.commented");
    assertEquals("delivered 2", bench.note());
  }

  @ParameterizedTest
  @EnumSource
  void whatPeopleDoComesInOnceAndWhatWeDoNever(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product.adapter(), product.endpoint)) {
      opened(bench);
      People people = (People) desk;
      String by = " by " + product.person() + " via desk";
      bench.advance(Duration.ofMinutes(1));
      try (DeskPolls polls = bench.polls(heard)) {
        people.moves(LI_WEI, product.ticket(), product.words.get(1));
        // The first questions fail in every way: nothing is lost by it.
        desk.then(Fault.BROKEN, Fault.GARBAGE, Fault.DROP);
        polls.start();
        assertEquals(List.of("Acknowledge" + by), heard.next(bench, 1));
        people.moves(LI_WEI, product.ticket(), product.words.get(2));
        assertEquals(List.of("Pause" + by), heard.next(bench, 1));
        people.moves(LI_WEI, product.ticket(), product.words.get(3));
        assertEquals(List.of("Resume" + by), heard.next(bench, 1));
      }
      // What happens while the collector is down is asked for afterwards.
      people.says(OURS, product.ticket(), "what we say");
      people.says(LI_WEI, product.ticket(), "the disk < & was loose");
      bench.advance(Duration.ofHours(7));
      people.moves(LI_WEI, product.ticket(), product.words.get(4));
      try (DeskPolls polls = bench.polls(heard)) {
        polls.start();
        assertEquals(List.of("Comment the disk < & was loose" + by, "Resolve" + by), heard.next(2));
        bench.advance(Duration.ofMinutes(2));
        people.says(LI_WEI, product.ticket(), "last");
        assertEquals(List.of("Comment last" + by), heard.next(bench, 1));
      }
      assertEquals(List.of(), heard.left(), "nothing twice, nothing of ours");
      assertEquals(List.of(), desk.violations());
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheNameOfOurUserNothingIsAsked(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench =
            begin(
                desk,
                product.adapter(),
                product.endpoint.replaceFirst("bots: \\[[^]]*]", "bots: []"))) {
      opened(bench);
      ((People) desk).moves(LI_WEI, product.ticket(), product.words.get(1));
      int asked = desk.log().size();
      try (DeskPolls polls = bench.polls(heard)) {
        polls.start();
        assertEquals(Optional.empty(), heard.within(3));
      }
      assertEquals(asked, desk.log().size());
    }
  }

  @Test
  void whereItGoesOnNeverGoesBackAndNeverStands() {
    Instant since = Instant.parse("2026-11-21T09:00:00Z");
    Instant asked = since.plusSeconds(3600);
    assertEquals(
        asked.minusSeconds(600), DeskPolls.next(Optional.empty(), since, asked), "overlap");
    assertEquals(since, DeskPolls.next(Optional.empty(), since, since.plusSeconds(60)));
    Instant full = since.plusSeconds(90);
    assertEquals(full, DeskPolls.next(Optional.of(full), since, asked), "the page was full");
    assertEquals(since.plusSeconds(1), DeskPolls.next(Optional.of(since), since, asked));
  }
}
