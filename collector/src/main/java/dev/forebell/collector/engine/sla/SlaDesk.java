package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The clocks of one incident: what happens to them at an input, and when they want to be asked
 * again. A function of the terms, the incident's facts and the clocks as their events left them; a
 * late or doubled question changes nothing.
 *
 * <p>One clock: nothing - started - (paused - resumed)* - met | breached | not_needed | voided. A
 * met resolution that is reopened resumes; a stricter promise voids the clock and starts it anew;
 * an earlier anchor, a child's deadline or changed calendar data start it anew without that.
 */
public final class SlaDesk {
  private SlaDesk() {}

  /**
   * What happens to the clocks at {@code now}, in the order of set and name; empty: nothing.
   *
   * @param clocks as {@link #fold} left them
   * @param occasion a tick, or an input that its moment's ticks follow
   */
  public static List<SlaEvent> decide(
      SlaTerms terms,
      SlaFacts facts,
      SortedMap<ClockId, SlaClock> clocks,
      Instant now,
      Occasion occasion) {
    List<SlaEvent> events = new ArrayList<>();
    for (ClockId id : ids(terms, clocks)) {
      ClockLog log = new ClockLog(Optional.ofNullable(clocks.get(id)), now);
      decide(id, log, terms, facts, now, occasion);
      events.addAll(log.events());
    }
    new EscalationDesk(terms, facts, fold(clocks, events))
        .due(now, occasion)
        .ifPresent(events::add);
    return events;
  }

  /** The clocks after these events. */
  public static SortedMap<ClockId, SlaClock> fold(
      SortedMap<ClockId, SlaClock> clocks, List<SlaEvent> events) {
    SortedMap<ClockId, SlaClock> next = new TreeMap<>(clocks);
    events.forEach(event -> next.put(event.clock().id(), event.clock()));
    return next;
  }

  /**
   * When the clocks have to be asked at the latest, given that {@link #decide} had its say on these
   * facts; empty: only an input can change them.
   */
  public static Optional<Instant> wakeAt(
      SlaTerms terms, SlaFacts facts, SortedMap<ClockId, SlaClock> clocks) {
    if (terms.contracts().isEmpty()) {
      return Optional.empty();
    }
    Stream<Instant> turns =
        clocks.values().stream()
            .filter(clock -> clock.isRunning() && terms.knows(clock.calendar()))
            .flatMap(clock -> NextTurn.of(terms, facts, clock).stream());
    Stream<Instant> escalation = new EscalationDesk(terms, facts, clocks).next().stream();
    return Stream.concat(turns, escalation).min(Comparator.naturalOrder());
  }

  /**
   * When that share of a clock's time has run; empty: it does not run, or has no deadline.
   *
   * @param percent 1 to 100
   */
  public static Optional<Instant> shareAt(SlaTerms terms, SlaClock clock, int percent) {
    boolean counts =
        clock.outcome().isEmpty()
            && clock.pausedSince().isEmpty()
            && !terms.contracts().isEmpty()
            && terms.knows(clock.calendar())
            && clock.deadline().isBefore(Deadline.HORIZON);
    return counts ? Optional.of(Marks.at(clock, terms.time(clock), percent)) : Optional.empty();
  }

  private static void decide(
      ClockId id, ClockLog log, SlaTerms terms, SlaFacts facts, Instant now, Occasion occasion) {
    if (facts.exclusion().isPresent()) {
      exclude(log);
      return;
    }
    if (terms.contracts().isEmpty() || !isCountable(log, terms)) {
      log.running().ifPresent(clock -> end(log, clock, Outcome.VOID, Reason.NOT_COVERED));
      return;
    }
    run(id, log, terms, facts, now, occasion);
  }

  /** A calendar that the configuration dropped takes its clocks with it. */
  private static boolean isCountable(ClockLog log, SlaTerms terms) {
    return log.clock().map(clock -> terms.knows(clock.calendar())).orElse(true);
  }

  private static void run(
      ClockId id, ClockLog log, SlaTerms terms, SlaFacts facts, Instant now, Occasion occasion) {
    ClockStop stops = new ClockStop(responseStops(log, terms), facts);
    ClockRest rests = new ClockRest(facts, stops, now);
    log.clock()
        .map(terms::time)
        .ifPresent(
            time -> {
              rests.reopen(log, time);
              rests.resume(log, time);
              run(log, terms, facts, now).catchUp(log);
            });
    new ClockSetting(terms, facts, now).decide(id, log);
    // What was started just now may belong to another contract, which knows other stops.
    run(log, terms, facts, now).decide(log, occasion);
  }

  private static ClockRun run(ClockLog log, SlaTerms terms, SlaFacts facts, Instant now) {
    ClockStop stops = new ClockStop(responseStops(log, terms), facts);
    return new ClockRun(terms, facts, stops, new ClockRest(facts, stops, now), now);
  }

  /** Out of the promise is the whole incident, whatever its clocks have come to. */
  private static void exclude(ClockLog log) {
    Set<Outcome> outside = Set.of(Outcome.EXCLUDED, Outcome.VOID, Outcome.NOT_NEEDED);
    log.clock()
        .filter(clock -> clock.outcome().filter(outside::contains).isEmpty())
        .ifPresent(clock -> end(log, clock, Outcome.EXCLUDED, Reason.EXCLUDED));
  }

  private static void end(ClockLog log, SlaClock clock, Outcome outcome, Reason reason) {
    log.add(SlaEvent.Kind.VOIDED, reason, ClockChange.ended(clock, outcome, clock.stoppedAt()));
  }

  private static Set<StopPoint> responseStops(ClockLog log, SlaTerms terms) {
    return log.clock()
        .map(terms::contractOf)
        .or(() -> terms.contracts().stream().findFirst())
        .map(Contract::responseStops)
        .orElse(Set.of());
  }

  private static SortedSet<ClockId> ids(SlaTerms terms, SortedMap<ClockId, SlaClock> clocks) {
    SortedSet<ClockId> ids = new TreeSet<>(clocks.keySet());
    for (ClockSet set : ClockSet.values()) {
      terms.targets(set).forEach(held -> ids.add(new ClockId(set, held.target().clock())));
    }
    return ids;
  }
}
