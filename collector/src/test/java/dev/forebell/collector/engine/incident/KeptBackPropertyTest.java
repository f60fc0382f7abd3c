package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Random windows, silences and conditions against an oracle that walks the minutes: a condition is
 * announced once, in the first minute in which it holds and nothing keeps it.
 */
class KeptBackPropertyTest {
  private static final Instant START = DeskScript.time("08:00");
  private static final int MINUTES = 300;
  private static final List<String> HOSTS = List.of("files-01", "vdi-01", "vdi-02");

  /** A window on a host ({@code rule} is false) or a silence of a rule's family. */
  record Kept(boolean silence, int about, int from, int to) {
    boolean holds(Bad bad, int minute) {
      boolean covers = silence ? bad.family() == about : bad.host() == about;
      return covers && from <= minute && minute < to;
    }

    String script(int index) {
      return silence
          ? "silence s%d family%d-* %s %s".formatted(index, about, clock(from), clock(to))
          : "window w%d %s %s %s".formatted(index, HOSTS.get(about), clock(from), clock(to));
    }
  }

  /** A condition that is bad in minutes {@code [from, to)}. */
  record Bad(int host, int family, int from, int to) {
    String rule(int index) {
      return "family%d-%03d".formatted(family, index);
    }
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", 8 + minute / 60, minute % 60);
  }

  private static Arbitrary<Integer> minutes() {
    return Arbitraries.integers().between(0, MINUTES - 1);
  }

  @Provide
  Arbitrary<List<Kept>> kept() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 2),
            minutes(),
            Arbitraries.integers().between(1, 120))
        .as((silence, about, from, length) -> new Kept(silence, about, from, from + length))
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Bad>> bad() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 2),
            minutes(),
            Arbitraries.integers().between(1, 150))
        .as((host, family, from, length) -> new Bad(host, family, from, from + length))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 400)
  void aConditionIsAnnouncedOnceWhenNothingKeepsIt(
      @ForAll("kept") List<Kept> kept, @ForAll("bad") List<Bad> bad, @ForAll int restarts) {
    DeskRun run = new DeskRun();
    run.feed(DeskScript.read(START, given(kept)));
    SortedMap<Integer, List<String>> lines = lines(bad);
    for (int minute = 0; minute < MINUTES + 160; minute++) {
      Instant now = START.plusSeconds(minute * 60L);
      run.pass(now);
      if (Math.floorMod(restarts, 37) == minute % 37) {
        assertEquals(List.of(), opened(run.restart(now), now), "a restart announces nothing");
      }
      for (String line : lines.getOrDefault(minute, List.of())) {
        run.feed(DeskScript.read(now, line));
      }
    }
    SortedMap<String, Integer> expected = expected(kept, bad);
    assertEquals(expected, announced(run));
    Statistics.label("outlives").collect(expected.size() < bad.size());
  }

  private static String given(List<Kept> kept) {
    StringBuilder line = new StringBuilder("given");
    for (int i = 0; i < kept.size(); i++) {
      line.append(' ').append(kept.get(i).script(i));
    }
    return line.toString();
  }

  private static SortedMap<Integer, List<String>> lines(List<Bad> bad) {
    TreeMap<Integer, List<String>> lines = new TreeMap<>();
    for (int i = 0; i < bad.size(); i++) {
      Bad one = bad.get(i);
      String about = HOSTS.get(one.host()) + " " + one.rule(i);
      lines
          .computeIfAbsent(one.from(), _ -> new ArrayList<>())
          .add("began " + about + " degradation warning");
      lines.computeIfAbsent(one.to(), _ -> new ArrayList<>()).add("ended " + about);
    }
    return lines;
  }

  private static SortedMap<String, Integer> expected(List<Kept> kept, List<Bad> bad) {
    TreeMap<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < bad.size(); i++) {
      Bad one = bad.get(i);
      for (int minute = one.from(); minute < one.to(); minute++) {
        int now = minute;
        if (kept.stream().noneMatch(keep -> keep.holds(one, now))) {
          expected.put(one.rule(i), minute);
          break;
        }
      }
    }
    return expected;
  }

  private static List<Instant> opened(List<DeskOutput> outputs, Instant now) {
    return outputs.stream()
        .map(DeskOutput.Happened.class::cast)
        .filter(one -> one.event().change() instanceof Change.Opened)
        .map(one -> one.event().at())
        .filter(now::equals)
        .toList();
  }

  private static SortedMap<String, Integer> announced(DeskRun run) {
    TreeMap<String, Integer> minutes = new TreeMap<>();
    run.events().stream()
        .filter(event -> event.change() instanceof Change.Opened)
        .sorted(Comparator.comparing(IncidentEvent::at))
        .forEach(
            event -> {
              String rule = ((Change.Opened) event.change()).key().rule().value();
              int minute = (int) ((event.at().getEpochSecond() - START.getEpochSecond()) / 60);
              assertEquals(null, minutes.putIfAbsent(rule, minute), rule + " is opened twice");
            });
    return minutes;
  }
}
