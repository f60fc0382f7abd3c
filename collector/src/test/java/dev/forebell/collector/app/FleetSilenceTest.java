package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetSilenceTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final List<String> said = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final Machines machines =
      new Machines(
          new MachineSink() {
            @Override
            public void happened(CustomerId customer, DeskOutput.Happened happened) {}

            @Override
            public void link(
                dev.forebell.collector.engine.detect.DetectOutput.LinkChanged changed) {
              links.add(changed.host() + " " + changed.state());
            }

            @Override
            public void unheard(Optional<Instant> since) {
              said.add(since.map(at -> "unheard since " + second(at)).orElse("heard"));
            }
          });

  private static long second(Instant at) {
    return Duration.between(START, at).toSeconds();
  }

  private void add(String host, String customer, String site, HostKind kind) {
    add(host, customer, site, kind, kind == HostKind.DESKTOP ? 5 : 1);
  }

  private void add(String host, String customer, String site, HostKind kind, int beatSeconds) {
    machines.put(
        HostState.initial(
            new HostProfile(
                new HostId(host),
                new CustomerId(customer),
                new SiteId(site),
                kind,
                Attributes.NONE,
                Optional.empty(),
                Duration.ofSeconds(beatSeconds),
                Duration.ofSeconds(10),
                List.of()),
            START));
  }

  private void beat(int from, int to, String... hosts) {
    for (int second = from; second <= to; second++) {
      Instant now = START.plusSeconds(second);
      machines.runUntil(now, _ -> Optional.empty());
      for (String host : hosts) {
        machines.host(new HostId(host), new HostInput.Heartbeat(now));
      }
    }
  }

  private void pass(int second) {
    machines.runUntil(START.plusSeconds(second), _ -> Optional.empty());
  }

  private void fleet() {
    add("a", "acme", "hq", HostKind.SERVER);
    add("b", "acme", "branch", HostKind.SERVER);
    add("c", "other", "hq", HostKind.BROKER);
    beat(0, 10, "a", "b", "c");
    links.clear();
  }

  @Test
  void whenAllAreSilentTogetherNoneIsSuspected() {
    fleet();
    pass(600);
    assertEquals(List.of("unheard since 10"), said);
    assertEquals(List.of(), links);
  }

  @Test
  void theFirstThatIsHeardEndsItAndTheOthersGetAGrace() {
    fleet();
    beat(600, 619, "a");
    assertEquals(List.of("unheard since 10", "heard"), said);
    assertEquals(List.of(), links, "the grace runs");
    beat(620, 640, "a");
    assertEquals(List.of("b SUSPECT", "c SUSPECT"), links);
  }

  @Test
  void oneThatIsStillHeardDefendsTheCollector() {
    fleet();
    beat(11, 60, "b");
    assertEquals(List.of(), said);
    assertEquals(List.of("a SUSPECT", "c SUSPECT"), links);
  }

  @Test
  void oneThatIsHeardLessOftenDefendsItWhileItIsNotDue() {
    fleet();
    add("seldom", "acme", "hq", HostKind.SERVER, 60);
    beat(11, 20, "a", "b", "c", "seldom");
    links.clear();
    beat(21, 30, "a", "b", "c");
    pass(100);
    assertEquals(List.of(), said, "due until a minute and a half after its last beat");
    assertEquals(List.of("a SUSPECT", "b SUSPECT", "c SUSPECT"), links);
  }

  @Test
  void oneSiteAloneMayJustAsWellBeTheSite() {
    add("a", "acme", "hq", HostKind.SERVER);
    add("b", "acme", "hq", HostKind.SERVER);
    add("c", "acme", "hq", HostKind.SERVER);
    beat(0, 10, "a", "b", "c");
    pass(60);
    assertEquals(List.of(), said);
  }

  @Test
  void hostsThatFellSilentOneAfterTheOtherAccuseNobodyElse() {
    fleet();
    beat(11, 40, "b", "c");
    beat(41, 70, "c");
    pass(120);
    assertEquals(List.of(), said);
  }

  @Test
  void aDesktopThatWasHeardJustNowDefendsTheCollector() {
    fleet();
    add("d", "acme", "hq", HostKind.DESKTOP);
    beat(12, 12, "d");
    pass(60);
    assertEquals(List.of(), said);
  }
}
