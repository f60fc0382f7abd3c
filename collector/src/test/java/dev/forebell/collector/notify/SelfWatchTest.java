package dev.forebell.collector.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.people.Contact;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.engine.people.WeekHours;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.Watch;
import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SelfWatchTest {
  private static final Instant START = Samples.NIGHT;
  private final List<String> beats = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private List<Backlog> backlog = List.of();
  private boolean well = true;
  private boolean taken = true;
  private final SelfWatch watch =
      new SelfWatch(
          SelfWatchTest::book,
          () -> backlog,
          () -> well,
          request -> {
            beats.add(request.url().reveal());
            return answer("");
          },
          new PeopleChannels(
              SelfWatchTest::book,
              request -> {
                told.add(request.body().orElseThrow());
                return answer(taken ? "{\"errcode\":0}" : "{\"errcode\":93000}");
              },
              InstantSource.fixed(START),
              new CallbackLinks(new byte[32], InstantSource.fixed(START))));

  private static CompletableFuture<HttpCaller.Answer> answer(String body) {
    return CompletableFuture.completedFuture(new HttpCaller.Answer.Good(body));
  }

  private static PeopleBook book() {
    TreeMap<String, Channel> channels = new TreeMap<>();
    channels.put(
        "ops",
        new Channel.Bot(
            "ops",
            Channel.BotKind.WECOM,
            new Secret("https://qyapi.example.com/x"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Route.STRAIGHT,
            Samples.OPEN));
    TreeMap<String, Contact> contacts = new TreeMap<>();
    contacts.put("li", new Contact("li", WeekHours.none(ZoneOffset.UTC), List.of()));
    TreeMap<String, Person> persons = new TreeMap<>();
    persons.put("li", Samples.LI);
    return new PeopleBook(
        new Roster(
            contacts,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(List.of("ops"))),
        persons,
        channels,
        Optional.of(
            new Watch(
                Optional.of(
                    new Watch.Heartbeat(
                        new Secret("https://dead-man.example.com/x"),
                        Duration.ofMinutes(1),
                        Route.STRAIGHT)),
                Duration.ofMinutes(5),
                List.of("li"),
                List.of("ops"))),
        Optional.empty(),
        new TreeMap<>());
  }

  private void look(int seconds) {
    watch.look(START.plusSeconds(seconds));
  }

  @Test
  void theHeartbeatLeavesEveryMinuteAndOnlyWhileTheCollectorIsWell() {
    for (int second = 0; second < 300; second += 5) {
      look(second);
    }
    assertEquals(5, beats.size());
    well = false;
    for (int second = 300; second < 600; second += 5) {
      look(second);
    }
    assertEquals(5, beats.size(), "who watches must miss it");
    well = true;
    look(600);
    assertEquals(6, beats.size());
  }

  @Test
  void stuckTicketsAreToldOnceAndSoIsTheirWayOut() {
    look(0);
    backlog = List.of(new Backlog("desk", 3, 0, Optional.of(START)));
    look(299);
    assertEquals(List.of(), told);
    look(300);
    look(305);
    assertEquals(1, told.size());
    assertTrue(told.getFirst().contains("desk: 3 waiting, 0 given up"), told.getFirst());
    backlog = List.of();
    look(400);
    look(405);
    assertEquals(2, told.size());
    assertTrue(told.getLast().contains("Forebell delivers tickets again"), told.getLast());
  }

  @Test
  void everyNewDeadLetterIsToldAndThoseOfTheLastRunAreNot() {
    backlog = List.of(new Backlog("desk", 0, 7, Optional.empty()));
    look(0);
    assertEquals(List.of(), told);
    backlog = List.of(new Backlog("desk", 0, 8, Optional.empty()));
    look(5);
    look(10);
    assertTrue(told.getFirst().contains("desk: 0 waiting, 8 given up"), told.getFirst());
    assertEquals(2, told.size(), "given up, then nothing waits any more");
  }

  @Test
  void messagesToPeopleThemselvesAreNoTickets() {
    look(0);
    backlog = List.of(new Backlog("people:mail:li", 9, 9, Optional.of(START)));
    look(9000);
    assertEquals(List.of(), told);
  }

  @Test
  void whatNobodyTookIsToldAgain() {
    look(0);
    backlog = List.of(new Backlog("desk", 1, 0, Optional.of(START)));
    taken = false;
    look(300);
    taken = true;
    look(305);
    look(310);
    assertEquals(2, told.size());
  }
}
