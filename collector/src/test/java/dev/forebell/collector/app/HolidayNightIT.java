package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryLoop;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.DeliveryResult;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.notify.PeopleChannels;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A premium customer's only server dies at three in the morning of a public holiday. Engine,
 * commits and a real ledger in virtual time; then the outbox goes out to a real mail server.
 */
class HolidayNightIT {
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final Configuration CONFIGURATION =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(_ -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };
  // National Day, 03:00 in Shanghai.
  private static final Instant NIGHT = Instant.parse("2026-10-01T19:00:00Z");
  private static final CustomerId CUSTOMER = new CustomerId("nacht");
  private static final HostId ERP = new HostId("erp-01");
  private static final IncidentId INCIDENT = new IncidentId("INC-NACHT-2026-1");

  @TempDir private Path data;
  private final List<String> told = new ArrayList<>();
  private DataFolder folder;
  private SqlLedger ledger;
  private EngineRoom room;
  private CommitWriter writer;
  private Instant now = NIGHT.minusSeconds(60);

  @BeforeEach
  void start() throws Exception {
    folder = DataFolder.claim(data, now);
    ledger = SqlLedger.open(folder);
    Recovered recovered = Recovered.of(ledger.load());
    room = EngineRoom.restored(CONFIGURATION, recovered, now, Duration.ofSeconds(20));
    writer = new CommitWriter(recovered.announced());
  }

  @AfterEach
  void stop() throws Exception {
    ledger.close();
    folder.close();
  }

  private void restart() throws Exception {
    stop();
    start();
    commit();
  }

  private void commit() {
    Commit commit =
        writer.write(room, room.takeEffects(), CONFIGURATION, List.of(), List.of(), now);
    ledger.commit(commit);
    commit.outbox().forEach(one -> told.add(one.endpoint() + " " + since(now)));
  }

  private static String since(Instant at) {
    Duration time = Duration.between(NIGHT, at);
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  /** Second by second; the host is heard until it dies. */
  private void live(Instant until) {
    while (now.isBefore(until)) {
      now = now.plusSeconds(1);
      if (!now.isAfter(NIGHT)) {
        room.host(ERP, new HostInput.Heartbeat(now));
      }
      room.takeDue(now).forEach(machine -> room.tick(machine, now));
      commit();
    }
  }

  private void aNight() {
    room.host(ERP, new HostInput.Connected(now, ""));
    live(NIGHT);
  }

  private void acknowledge(String by) {
    room.command(
        CUSTOMER, new CustomerInput.CommandGiven(now, INCIDENT, new Command.Acknowledge(""), by));
    commit();
  }

  private List<String> people() {
    return told.stream().filter(one -> one.startsWith("people:")).toList();
  }

  @Test
  void theThirdPersonIsReachedWhenTwoDoNotReactAndTheLadderStopsWhenSheDoes() throws Exception {
    aNight();
    live(NIGHT.plus(Duration.ofMinutes(7)));
    restart(); // between the second and the third
    live(NIGHT.plus(Duration.ofMinutes(11)));
    List<String> three =
        List.of(
            "people:mail:li 0:35",
            "people:voice:li 0:35",
            "people:voice:wang 5:30",
            "people:voice:chen 10:30",
            "people:room 10:30");
    assertEquals(three, people());
    acknowledge("bot:voice"); // a machine that picks up is nobody
    acknowledge("chen");
    live(NIGHT.plus(Duration.ofMinutes(35)));
    restart();
    live(NIGHT.plus(Duration.ofMinutes(40)));
    assertEquals(three, people(), "it stops the moment one does");
  }

  @Test
  void withoutAnyReactionTheLadderIsClimbedToItsEndOnce() throws Exception {
    aNight();
    live(NIGHT.plus(Duration.ofMinutes(25)));
    restart();
    live(NIGHT.plus(Duration.ofMinutes(40)));
    assertEquals(11, people().size(), people().toString());
    assertEquals(11, new TreeSet<>(people()).size(), "nobody is told twice of one step");
  }

  @Test
  void theFirstReactionIsEnough() {
    aNight();
    live(NIGHT.plus(Duration.ofMinutes(2)));
    acknowledge("li");
    live(NIGHT.plus(Duration.ofMinutes(25)));
    assertEquals(List.of("people:mail:li 0:35", "people:voice:li 0:35"), people());
  }

  @Test
  void whatWasCommittedArrivesAsMailAndCall() throws Exception {
    aNight();
    live(NIGHT.plus(Duration.ofMinutes(11)));
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try (DeliveryLoop loop = delivery(server.getSmtp().getPort(), posted)) {
      loop.start();
      assertTrue(server.waitForIncomingEmail(120_000, 1));
      assertEquals(
          "[INC-NACHT-2026-1] host_down on erp-01", server.getReceivedMessages()[0].getSubject());
      TreeSet<String> calls = new TreeSet<>();
      while (calls.size() < 4) {
        calls.add(Optional.ofNullable(posted.poll(2, TimeUnit.MINUTES)).orElseThrow());
      }
      assertTrue(calls.removeIf(body -> body.contains("**EMERGENCY: host_down on erp-01**")));
      assertEquals("[{\"to\":\"+861\"}, {\"to\":\"+862\"}, {\"to\":\"+863\"}]", calls.toString());
    } finally {
      server.stop();
    }
  }

  private DeliveryLoop delivery(int port, BlockingQueue<String> posted) {
    PeopleBook people = CONFIGURATION.people();
    TreeMap<String, Channel> channels = new TreeMap<>(people.channels());
    channels.put(
        "mail",
        new Channel.Mail(
            "mail",
            "127.0.0.1",
            port,
            Channel.Mail.Tls.NONE,
            Optional.empty(),
            Optional.empty(),
            "forebell@example.com",
            Optional.empty(),
            channels.get("mail").manners()));
    PeopleBook book =
        new PeopleBook(
            people.roster(),
            people.persons(),
            channels,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>());
    HttpCaller web =
        request -> {
          posted.add(request.body().orElse(""));
          return CompletableFuture.completedFuture(new HttpCaller.Answer.Good("{\"errcode\":0}"));
        };
    return new DeliveryLoop(
        new DeliveryParts(
            ledger.outbox(),
            (_, _, _, _) -> CompletableFuture.completedFuture(new CommandGate.Answer.Done()),
            TreeMap::new,
            _ -> CompletableFuture.completedFuture(new DeliveryResult.Accepted("")),
            InstantSource.fixed(now),
            () -> 0.5,
            new DeliveryCounters()),
        new PeopleChannels(
            () -> book,
            web,
            InstantSource.fixed(now),
            new CallbackLinks(new byte[32], InstantSource.fixed(now))));
  }
}
