package dev.forebell.agent.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.check.TestCertificate;
import dev.forebell.agent.link.CollectorTrust;
import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSettings;
import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that is killed before any one change that enrolment or renewal makes on disk: its next
 * start goes on from there, and at no time is there anything but exactly one identity that works.
 */
class InterruptedIdentityIT {
  private static final int MOST_STEPS = 60;
  private static List<String> stock = List.of();

  @TempDir private Path folder;
  private final Instant start = Instant.now();
  private final Instant due = start.plus(Duration.ofDays(70));
  private ScriptedDesk desk;

  /** Ends a run as {@code kill -9} does. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private interface Story {
    void run(IdentityKeeper agent) throws IOException;
  }

  @BeforeAll
  static void certificates(@TempDir Path temporary) throws Exception {
    List<String> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      // The first one alone is due on the day.
      TestCertificate one = TestCertificate.make(temporary, name, all.isEmpty() ? 90 : 900);
      all.add(Files.readString(one.pem(temporary.resolve(name + ".pem"))).replace("\r", ""));
    }
    stock = List.copyOf(all);
  }

  @BeforeEach
  void open() throws IOException {
    desk = new ScriptedDesk(stock);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static IdentityKeeper agent(
      Path state, Runnable beforeChange, URI collector, boolean bySecret) {
    LinkSettings base =
        new LinkSettings(
            collector,
            new LinkIdentity.None(),
            "",
            "boot",
            "machine-id:1",
            new CollectorTrust(Optional.empty(), Optional.empty()),
            Optional.empty(),
            WireLimits.DEFAULT);
    return new IdentityKeeper(
        new IdentityFolder(state, beforeChange),
        new IdentityKeeper.Defaults(
            base,
            Optional.of(collector),
            Optional.of(new Secret("token")),
            "h",
            Optional.empty(),
            bySecret));
  }

  private IdentityKeeper agent(Path state, Runnable beforeChange) {
    return agent(state, beforeChange, desk.address(), false);
  }

  /** One run of the agent: dials, and asks for what is due. */
  private void session(IdentityKeeper agent, Instant now) throws IOException {
    LinkSettings with = agent.current();
    agent.welcomed(with);
    Optional<Frame.Renew> renew = agent.renewal(now);
    if (renew.isPresent() && agent.renewed(desk.renew(renew.get()))) {
      agent.welcomed(agent.current());
    }
  }

  /**
   * Kills the story before its first, second, .. change; gives how often.
   *
   * @param before what happened before the story
   */
  private int killedAtEachStep(Story before, Story story, Story after) throws Exception {
    for (int step = 1; step < MOST_STEPS; step++) {
      Path state = folder.resolve("step" + step);
      try (ScriptedDesk fresh = new ScriptedDesk(stock)) {
        desk.close();
        desk = fresh;
        before.run(agent(state, () -> {}));
        boolean whole = killedBefore(step, state, story);
        assertSound(state);
        IdentityKeeper next = agent(state, () -> {});
        after.run(next);
        assertSound(state);
        assertOnlyTheIdentityIsThere(state);
        if (whole) {
          return step - 1;
        }
      }
    }
    throw new AssertionError("more than " + MOST_STEPS + " steps");
  }

  private boolean killedBefore(int step, Path state, Story story) throws IOException {
    int[] left = {step};
    try {
      story.run(
          agent(
              state,
              () -> {
                left[0]--;
                if (left[0] == 0) {
                  throw new Killed();
                }
              }));
      return true;
    } catch (Killed killed) {
      return false;
    }
  }

  /** What stands there works: the certificate belongs to the key. */
  private void assertSound(Path state) throws Exception {
    Optional<IdentityFolder.Kept> kept = new IdentityFolder(state).read();
    if (kept.isPresent()) {
      assertTrue(
          desk.accepts(
              state.resolve(kept.get().certificate().orElseThrow()),
              state.resolve(kept.get().key().orElseThrow())),
          "a key with another's certificate");
    }
  }

  private static void assertOnlyTheIdentityIsThere(Path state) throws IOException {
    IdentityFolder.Kept kept = new IdentityFolder(state).read().orElseThrow();
    assertEquals(
        Stream.of("agent.yaml", kept.key().orElseThrow(), kept.certificate().orElseThrow())
            .sorted()
            .toList(),
        names(state));
  }

  private static List<String> names(Path state) throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anEnrolmentThatIsKilledAtAnyStepEndsInOneIdentity() throws Exception {
    int steps =
        killedAtEachStep(
            _ -> {},
            agent -> session(agent, start),
            agent -> {
              session(agent, start);
              assertEquals(1, desk.given(), "it asked again with the same key");
            });
    assertTrue(steps >= 5, "only " + steps + " steps");
  }

  @Test
  void aRenewalThatIsKilledAtAnyStepEndsInTheNewIdentity() throws Exception {
    int steps =
        killedAtEachStep(
            agent -> session(agent, start),
            agent -> session(agent, due),
            agent -> {
              session(agent, due);
              assertEquals(2, desk.given(), "one renewal, however often it was begun");
            });
    assertTrue(steps >= 7, "only " + steps + " steps");
  }

  /** The machine holds an identity already: that one must be whole until the new one is. */
  @Test
  void aSecondEnrolmentThatIsKilledAtAnyStepLeavesTheOldIdentityOrTheNew() throws Exception {
    int steps =
        killedAtEachStep(
            agent -> session(agent, start),
            agent -> {
              agent.failed(agent.current(), Optional.of(Frame.RejectCode.CLONE));
              session(agent, start);
            },
            agent -> {
              agent.failed(agent.current(), Optional.of(Frame.RejectCode.CLONE));
              session(agent, start);
            });
    assertTrue(steps >= 5, "only " + steps + " steps");
  }

  @Test
  void aKeyThatCameWithACopiedDiskIsReplaced() throws Exception {
    Path state = folder.resolve("copy");
    IdentityFolder copied = new IdentityFolder(state);
    OwnKey others = OwnKey.make();
    copied.put("pending.public", others.publicKey());
    copied.put("pending.key", others.pem());
    desk.refuseNextKey();
    session(agent(state, () -> {}), start);
    assertSound(state);
    assertFalse(Files.readString(state.resolve(keyOf(state))).equals(others.pem()));
  }

  private static String keyOf(Path state) throws IOException {
    return new IdentityFolder(state).read().orElseThrow().key().orElseThrow();
  }

  /** The collector's ledger came from a backup of the time before the renewal. */
  @Test
  void aNewCertificateThatTheCollectorNeverHeardOfIsGivenUpAndAskedForAnew() throws Exception {
    Path state = folder.resolve("restored");
    IdentityKeeper agent = agent(state, () -> {});
    session(agent, start);
    String first = keyOf(state);
    Frame.Renew renew = agent.renewal(due).orElseThrow();
    assertTrue(agent.renewed(desk.renew(renew)));
    LinkSettings onNew = agent.current();
    agent.failed(onNew, Optional.of(Frame.RejectCode.UNKNOWN_KEY));
    LinkSettings onOld = agent.current();
    assertEquals(
        first,
        assertInstanceOf(LinkIdentity.Certificate.class, onOld.identity())
            .key()
            .getFileName()
            .toString());
    agent.welcomed(onOld);
    Instant later = due.plus(Duration.ofHours(2));
    Frame.Renew again = agent.renewal(later).orElseThrow();
    assertFalse(again.publicKey().equals(renew.publicKey()), "with another key");
  }

  /** A fault of the network says nothing about a certificate: both are tried in turns. */
  @Test
  void aNewCertificateThatOnlyMetABadNetworkStays() throws Exception {
    Path state = folder.resolve("network");
    IdentityKeeper agent = agent(state, () -> {});
    session(agent, start);
    assertTrue(agent.renewed(desk.renew(agent.renewal(due).orElseThrow())));
    LinkSettings onNew = agent.current();
    agent.failed(onNew, Optional.empty());
    LinkSettings onOld = agent.current();
    assertFalse(onOld.identity().equals(onNew.identity()), "the old one's turn");
    agent.failed(onOld, Optional.empty());
    assertEquals(onNew.identity(), agent.current().identity(), "the new one's turn");
    agent.welcomed(onNew);
    assertOnlyTheIdentityIsThere(state);
  }

  @Test
  void aClockThatIsYearsAheadAsksOnceAnHourAndOneSetBackAsksAtOnce() throws Exception {
    Path state = folder.resolve("clock");
    IdentityKeeper agent = agent(state, () -> {});
    session(agent, start);
    Instant ahead = start.plus(Duration.ofDays(36_500));
    session(agent, ahead);
    assertEquals(2, desk.given());
    assertTrue(agent.renewal(ahead.plusSeconds(60)).isEmpty(), "asked a minute ago");
    Instant right = start.plus(Duration.ofDays(700));
    assertTrue(agent.renewal(right).isPresent(), "the clock was set right, and it is due");
  }

  @Test
  void bySecretOneIsKeptToo() throws Exception {
    Path state = folder.resolve("secret");
    IdentityKeeper agent = agent(state, () -> {}, desk.address(), true);
    LinkSettings with = agent.current();
    assertInstanceOf(LinkIdentity.Key.class, with.identity());
    agent.welcomed(with);
    assertEquals(2, names(state).size(), names(state).toString());
    assertEquals(
        with.identity(), agent(state, () -> {}, desk.address(), true).current().identity());
  }
}
