package dev.forebell.collector.app.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.app.DeafConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who is missed, found without a look at everybody. */
class MissingHostsTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final HostId A = new HostId("a");
  private static final HostId B = new HostId("b");

  private final MissingHosts missing = new MissingHosts();

  private static Presence presence(HostId host, int heartbeatMillis, Instant now) {
    return new Presence(
        new DeafConnection(
            new AgentIdentity(host, new CustomerId("acme"), new SiteId("hq"), HostKind.SERVER)),
        Duration.ofMillis(heartbeatMillis),
        now);
  }

  private Presence watched(HostId host) {
    Presence presence = presence(host, 1_000, START);
    missing.watch(host, presence);
    return presence;
  }

  @Test
  void whoIsQuietForMoreThanTwoBeatsIsMissedUntilItIsHeard() {
    Presence a = watched(A);
    watched(B);
    a.heard(START.plusMillis(1_500));
    assertEquals(Set.of(), missing.at(START.plusSeconds(2)));
    assertEquals(Set.of(B), missing.at(START.plusMillis(2_200)));
    assertEquals(Set.of(A, B), missing.at(START.plusMillis(3_600)));
    a.heard(START.plusMillis(3_700));
    assertEquals(Set.of(B), missing.at(START.plusMillis(3_800)));
    assertEquals(Set.of(A, B), missing.at(START.plusMillis(5_800)));
  }

  @Test
  void aClosedSessionIsMissedAtOnceAndAnOldOneIsNot() {
    Presence first = watched(A);
    Presence second = watched(A);
    first.closed();
    missing.closed(A, first);
    assertEquals(Set.of(), missing.at(START));
    second.closed();
    missing.closed(A, second);
    assertEquals(Set.of(A), missing.at(START));
    watched(A);
    assertEquals(Set.of(), missing.at(START));
  }

  @Test
  void whoSaidGoodbyeIsNotMissed() {
    watched(A).saidGoodbye();
    assertEquals(Set.of(), missing.at(START.plusSeconds(10)));
  }

  @Test
  void theSameAreFoundAsByALookAtEverybody() {
    Random random = new Random(7);
    Map<HostId, Presence> all = new TreeMap<>();
    List<HostId> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add(new HostId("h" + i));
    }
    for (int step = 0; step < 5_000; step++) {
      Instant now = START.plusMillis(100L * step);
      for (int i = 0; i < 12; i++) {
        something(random, names.get(random.nextInt(names.size())), now, all);
      }
      Set<HostId> expected = new TreeSet<>();
      all.forEach(
          (host, presence) -> {
            if (presence.isMissing(now)) {
              expected.add(host);
            }
          });
      assertEquals(expected, missing.at(now), "step " + step);
    }
  }

  private void something(Random random, HostId host, Instant now, Map<HostId, Presence> all) {
    Presence known = all.get(host);
    int what = random.nextInt(100);
    if (known == null || what < 3) {
      Presence fresh = presence(host, 200 + random.nextInt(1_000), now);
      all.put(host, fresh);
      missing.watch(host, fresh);
    } else if (what < 5) {
      known.saidGoodbye();
    } else if (what < 7) {
      known.closed();
      missing.closed(host, known);
    } else {
      known.heard(now);
    }
  }
}
