package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An incident told hour by hour: what happened to it goes in, the clock events come out as lines.
 * Times are {@code 10:00} (Wednesday 3 June 2026, UTC) or {@code 5 10:00} (a day of that June).
 * Between two happenings every wake-up is fed as a tick, unless it is told without.
 */
final class Story {
  private final SortedMap<AnchorPoint, Instant> anchors = new TreeMap<>();
  private final List<Stretch> reopenings = new ArrayList<>();
  private final List<Stretch> pauses = new ArrayList<>();
  private final SortedMap<ClockId, Instant> children = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<SlaEvent> events = new ArrayList<>();
  private SlaTerms terms;
  private boolean ticks = true;
  private Severity severity = Severity.CRITICAL;
  private Optional<Instant> severityRoseAt = Optional.empty();
  private boolean emergency;
  private Optional<Instant> contacted = Optional.empty();
  private Optional<Instant> acknowledged = Optional.empty();
  private Optional<Instant> diagnosed = Optional.empty();
  private Optional<Instant> dispatched = Optional.empty();
  private Optional<Instant> arrived = Optional.empty();
  private Optional<Instant> restored = Optional.empty();
  private Optional<Instant> resolved = Optional.empty();
  private Optional<Instant> exclusion = Optional.empty();
  private Attention attention = Attention.NONE;
  private SortedMap<ClockId, SlaClock> clocks = new TreeMap<>();

  Story(SlaTerms terms) {
    this.terms = terms;
  }

  /** Under a contract of these promises. */
  static Story story(Target... targets) {
    Promises promises = new Promises();
    for (Target target : targets) {
      promises.promise(target);
    }
    return new Story(promises.terms());
  }

  static Instant time(String text) {
    String[] parts = text.split(" ", -1);
    String day =
        parts.length == 2 ? String.format(Locale.ROOT, "%02d", Integer.parseInt(parts[0])) : "03";
    return LocalDateTime.parse("2026-06-" + day + "T" + parts[parts.length - 1])
        .toInstant(ZoneOffset.UTC);
  }

  Story withoutTicks() {
    ticks = false;
    return this;
  }

  Story as(Severity first) {
    severity = first;
    return this;
  }

  Story detected(String at) {
    return happens(at, () -> anchors.put(AnchorPoint.DETECTED, time(at)));
  }

  /** The first bad sample; known when it is detected. */
  Story began(String at) {
    anchors.put(AnchorPoint.BEGAN, time(at));
    return this;
  }

  Story emergencyFromTheStart(String at) {
    emergency = true;
    anchors.put(AnchorPoint.PROMOTED, time(at));
    return detected(at);
  }

  Story reported(String at, String when) {
    return happens(at, () -> anchors.put(AnchorPoint.REPORTED, time(when)));
  }

  Story acknowledged(String at) {
    return happens(
        at,
        () -> {
          acknowledged = Optional.of(acknowledged.orElse(time(at)));
          attention = attention.acknowledged(time(at));
          anchors.putIfAbsent(AnchorPoint.ACKNOWLEDGED, time(at));
        });
  }

  Story contacted(String at) {
    return happens(
        at,
        () -> {
          contacted = Optional.of(time(at));
          attention = attention.acted(time(at));
        });
  }

  Story diagnosed(String at) {
    return happens(
        at,
        () -> {
          diagnosed = Optional.of(time(at));
          anchors.put(AnchorPoint.DIAGNOSED, time(at));
        });
  }

  Story dispatched(String at) {
    return happens(
        at,
        () -> {
          dispatched = Optional.of(time(at));
          anchors.put(AnchorPoint.DISPATCHED, time(at));
        });
  }

  Story arrived(String at) {
    return happens(at, () -> arrived = Optional.of(time(at)));
  }

  Story promoted(String at) {
    return happens(
        at,
        () -> {
          emergency = true;
          anchors.put(AnchorPoint.PROMOTED, time(at));
        });
  }

  Story demoted(String at) {
    return happens(
        at,
        () -> {
          emergency = false;
          attention = attention.demoted(time(at));
        });
  }

  Story rose(String at) {
    return happens(
        at,
        () -> {
          severity = Severity.CRITICAL;
          severityRoseAt = Optional.of(time(at));
        });
  }

  Story fell(String at) {
    return happens(at, () -> severity = Severity.WARNING);
  }

  Story paused(String at) {
    return happens(at, () -> pauses.add(new Stretch(time(at), Optional.empty(), "waiting")));
  }

  Story pausedUntil(String at, String until) {
    return happens(
        at, () -> pauses.add(new Stretch(time(at), Optional.of(time(until)), "appointment")));
  }

  Story resumed(String at) {
    return happens(
        at,
        () -> {
          Stretch open = pauses.removeLast();
          pauses.add(new Stretch(open.from(), Optional.of(time(at)), open.reason()));
        });
  }

  Story restored(String at) {
    return happens(at, () -> restored = Optional.of(time(at)));
  }

  Story relapsed(String at) {
    return happens(at, () -> restored = Optional.empty());
  }

  Story resolved(String at) {
    return happens(at, () -> resolved = Optional.of(time(at)));
  }

  Story reopened(String at) {
    return happens(
        at,
        () -> {
          attention = Attention.NONE;
          reopenings.add(new Stretch(resolved.orElseThrow(), Optional.of(time(at)), ""));
          resolved = Optional.empty();
          restored = Optional.empty();
        });
  }

  Story excluded(String at) {
    return happens(at, () -> exclusion = Optional.of(time(at)));
  }

  Story child(String at, ClockId id, String deadline) {
    return happens(at, () -> children.put(id, time(deadline)));
  }

  Story under(String at, SlaTerms other) {
    return happens(at, () -> terms = other);
  }

  Story tick(String at) {
    tickUntil(time(at));
    decide(time(at), Occasion.TICK);
    return this;
  }

  private Story happens(String at, Runnable what) {
    tickUntil(time(at));
    what.run();
    decide(time(at), Occasion.INPUT);
    return this;
  }

  private void tickUntil(Instant end) {
    Optional<Instant> wake = SlaDesk.wakeAt(terms, facts(), clocks);
    while (ticks && wake.filter(end::isAfter).isPresent()) {
      decide(wake.orElseThrow(), Occasion.TICK);
      Optional<Instant> next = SlaDesk.wakeAt(terms, facts(), clocks);
      if (next.equals(wake)) {
        throw new IllegalStateException("asks for the same tick again: " + wake + " " + clocks);
      }
      wake = next;
    }
  }

  private void decide(Instant now, Occasion occasion) {
    List<SlaEvent> decided = SlaDesk.decide(terms, facts(), clocks, now, occasion);
    clocks = SlaDesk.fold(clocks, decided);
    events.addAll(decided);
    decided.forEach(event -> lines.add(line(event)));
    List<SlaEvent> again = SlaDesk.decide(terms, facts(), clocks, now, occasion);
    if (!again.isEmpty()) {
      throw new IllegalStateException("a doubled tick changed something: " + again + "\n" + told());
    }
  }

  private static String line(SlaEvent event) {
    SlaClock clock = event.clock();
    String marks =
        event.kind() == SlaEvent.Kind.WARNING
            ? " " + clock.marks().stream().map(String::valueOf).collect(Collectors.joining("+"))
            : "";
    return brief(event.at())
        + " "
        + event.kind().name().toLowerCase(Locale.ROOT)
        + " "
        + (clock.id().set() == ClockSet.INTERNAL ? "internal " : "")
        + clock.id().name().id()
        + marks
        + " due "
        + brief(clock.deadline())
        + " "
        + event.reason().id();
  }

  private static String brief(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    String time = local.toLocalTime().toString();
    return local.getDayOfMonth() == 3 ? time : local.getDayOfMonth() + " " + time;
  }

  private SlaFacts facts() {
    return new SlaFacts(
        severity,
        severityRoseAt,
        emergency,
        anchors,
        contacted,
        acknowledged,
        diagnosed,
        dispatched,
        arrived,
        restored,
        resolved,
        reopenings,
        pauses,
        exclusion,
        attention,
        children);
  }

  /** Every event as a line. */
  String told() {
    return String.join("\n", lines);
  }

  /** The lines without the marks at 50 and 80 %. */
  String toldWithoutWarnings() {
    return lines.stream()
        .filter(line -> !line.contains(" warning "))
        .collect(Collectors.joining("\n"));
  }

  List<SlaEvent> events() {
    return events;
  }

  SortedMap<ClockId, SlaClock> clocks() {
    return clocks;
  }

  SlaClock clock(ClockName name) {
    return clocks.get(new ClockId(ClockSet.CONTRACT, name));
  }
}
