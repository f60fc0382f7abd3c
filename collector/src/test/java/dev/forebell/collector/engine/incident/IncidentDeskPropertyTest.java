package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * What holds after any sequence of conditions, counts, commands and times. {@link DeskRun} also
 * checks after every step that the state rebuilt from the events equals the live one.
 */
class IncidentDeskPropertyTest {
  /** One random input: how long after the one before, and what. */
  record Act(int seconds, String line) {}

  @Provide
  Arbitrary<List<Act>> days() {
    Arbitrary<String> hosts =
        Arbitraries.of(
            "vdi-01",
            "vdi-02",
            "vdi-03",
            "erp-01",
            "files-01",
            "test-01",
            "pc-01",
            "hv-01",
            "g-01",
            "g-02");
    Arbitrary<String> began =
        Combinators.combine(
                hosts,
                Arbitraries.of("host_down", "erp-stopped", "disk-full", "agent_lost"),
                Arbitraries.of("began", "began", "changed"),
                Arbitraries.of("note", "risk", "degradation", "outage", "outage"),
                Arbitraries.of("warning", "critical"))
            .as(IncidentDeskPropertyTest::condition);
    Arbitrary<String> ended =
        Combinators.combine(
                Arbitraries.of("recovering", "relapsed", "ended", "ended"),
                hosts,
                Arbitraries.of("host_down", "erp-stopped", "disk-full", "agent_lost"))
            .as((what, host, rule) -> what + " " + host + " " + rule);
    Arbitrary<String> people =
        Combinators.combine(hosts, Arbitraries.integers().between(0, 30))
            .as((host, count) -> "people " + host + " " + count);
    Arbitrary<String> commands =
        Combinators.combine(
                Arbitraries.of("anna", "bot:x"),
                Arbitraries.of(
                    "acknowledge",
                    "contact Li tel",
                    "diagnose disk",
                    "pause appointment",
                    "resume",
                    "resolve done",
                    "reopen no",
                    "close",
                    "report Wang",
                    "exclude third_party approver=eva",
                    "promote yes",
                    "demote no"),
                Arbitraries.integers().between(1, 8))
            .as(IncidentDeskPropertyTest::command);
    Arbitrary<Act> act =
        Combinators.combine(
                Arbitraries.integers().between(0, 1500),
                Arbitraries.frequencyOf(
                    Tuple.of(4, began),
                    Tuple.of(4, ended),
                    Tuple.of(1, people),
                    Tuple.of(4, commands),
                    Tuple.of(1, Arbitraries.just("pass"))))
            .as(Act::new);
    return act.list().ofMinSize(5).ofMaxSize(45);
  }

  private static String condition(
      String host, String rule, String what, String means, String severity) {
    boolean link = rule.equals("host_down") || rule.equals("agent_lost");
    return String.join(
        " ",
        what,
        host,
        rule,
        rule.equals("host_down") ? "outage" : rule.equals("agent_lost") ? "degradation" : means,
        severity,
        link ? "link" : "");
  }

  private static String command(String by, String command, int number) {
    String[] words = command.split(" ", 2);
    return by + " " + words[0] + " #" + number + (words.length > 1 ? " " + words[1] : "");
  }

  @Property(tries = 300)
  void numbersHaveNoGapsAndEveryKeyHasOneIncidentAtMost(@ForAll("days") List<Act> acts) {
    DeskRun run = new DeskRun();
    play(run, acts, false);
    SortedMap<IncidentId, Long> last = new TreeMap<>();
    for (IncidentEvent event : run.events()) {
      assertEquals(last.getOrDefault(event.id(), 0L) + 1, event.number(), event.toString());
      last.put(event.id(), event.number());
    }
    List<IncidentKey> keys = run.state().incidents().values().stream().map(Incident::key).toList();
    assertEquals(keys.stream().distinct().toList(), keys);
    assertEquals(last.size(), run.state().lastNumber());
  }

  @Property(tries = 200)
  void promotionNeverMovesADeadlineLater(@ForAll("days") List<Act> acts) {
    DeskRun run = new DeskRun();
    play(run, acts, true);
    Statistics.label("an emergency with clocks")
        .collect(run.events().stream().anyMatch(IncidentDeskPropertyTest::isPromotion))
        .coverage(seen -> seen.check(true).percentage(share -> share > 10));
  }

  @Property(tries = 150)
  void ticksThatComeLateOrTwiceChangeNothing(@ForAll("days") List<Act> acts) {
    DeskRun run = new DeskRun();
    Instant now = DeskScript.time("08:00");
    for (Act act : acts) {
      now = now.plusSeconds(act.seconds());
      run.feed(DeskScript.read(now, act.line()));
      run.step(new CustomerInput.Tick(now));
      CustomerState once = run.state();
      assertTrue(run.step(new CustomerInput.Tick(now)).isEmpty(), "doubled tick at " + now);
      assertEquals(once, run.state());
    }
  }

  @Property(tries = 200)
  void nobodyStandsBelowWhatWasNotOpenedBefore(@ForAll("days") List<Act> acts) {
    DeskRun run = new DeskRun();
    play(run, acts, false);
    Set<IncidentId> known = new TreeSet<>();
    for (IncidentEvent event : run.events()) {
      known.add(event.id());
      if (event.change() instanceof Change.Absorbed absorbed) {
        assertTrue(absorbed.parent().map(known::contains).orElse(true), event::toString);
      }
    }
  }

  private static void play(DeskRun run, List<Act> acts, boolean watchDeadlines) {
    Instant now = DeskScript.time("08:00");
    for (Act act : acts) {
      now = now.plusSeconds(act.seconds());
      run.pass(now);
      CustomerState before = run.state();
      run.step(DeskScript.read(now, act.line()));
      if (watchDeadlines) {
        compare(before, run.state());
      }
    }
  }

  private static boolean isPromotion(IncidentEvent event) {
    return event.change() instanceof Change.Promoted;
  }

  private static void compare(CustomerState before, CustomerState after) {
    List<String> later = new ArrayList<>();
    before
        .incidents()
        .forEach(
            (id, incident) ->
                after.incident(id).ifPresent(now -> later.addAll(later(incident, now))));
    assertEquals(List.of(), later);
  }

  private static List<String> later(Incident before, Incident after) {
    List<String> later = new ArrayList<>();
    for (SlaClock clock : before.promise().clocks().values()) {
      ClockId id = clock.id();
      Instant now = after.promise().clocks().get(id).deadline();
      boolean promoted = after.urgency().emergency() && !before.urgency().emergency();
      boolean rested = !after.promise().clocks().get(id).rests().equals(clock.rests());
      if (promoted && !rested && now.isAfter(clock.deadline())) {
        later.add(before.id() + " " + id + " from " + clock.deadline() + " to " + now);
      }
    }
    return later;
  }
}
