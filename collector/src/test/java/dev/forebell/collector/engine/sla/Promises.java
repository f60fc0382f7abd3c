package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.TestCalendars;
import dev.forebell.collector.engine.condition.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Contracts for tests. */
final class Promises {
  static final String DESK = "desk";

  private final List<Target> targets = new ArrayList<>();
  private final List<Target> internal = new ArrayList<>();
  private List<KeyMoment> keyMoments = List.of();
  private Escalation escalation = Escalation.USUAL;
  private Set<StopPoint> stops = EnumSet.allOf(StopPoint.class);
  private BusinessCalendar desk = TestCalendars.weekdays(DESK, "UTC", "08:30-12:00", "13:00-17:30");

  Promises promise(Target target) {
    targets.add(target);
    return this;
  }

  Promises internal(Target target) {
    internal.add(target);
    return this;
  }

  Promises stoppedBy(StopPoint... points) {
    stops = EnumSet.copyOf(List.of(points));
    return this;
  }

  Promises keyMoments(KeyMoment... moments) {
    keyMoments = List.of(moments);
    return this;
  }

  Promises escalation(Escalation other) {
    escalation = other;
    return this;
  }

  Promises desk(BusinessCalendar calendar) {
    desk = calendar;
    return this;
  }

  SlaTerms terms() {
    return terms("premium");
  }

  /** Under a contract of this id, and under others beside it. */
  SlaTerms terms(String id, Contract... others) {
    SortedMap<String, BusinessCalendar> calendars = new TreeMap<>();
    calendars.put(DESK, desk);
    List<Contract> contracts = new ArrayList<>(List.of(contract(id)));
    contracts.addAll(List.of(others));
    return new SlaTerms(contracts, calendars);
  }

  Contract contract(String id) {
    return new Contract(
        id,
        LocalDate.EPOCH,
        Optional.empty(),
        DESK,
        true,
        true,
        Duration.ofMinutes(30),
        new TreeSet<>(),
        stops,
        List.copyOf(targets),
        List.copyOf(internal),
        keyMoments,
        escalation,
        false,
        "1");
  }

  /** A promise in 24x7 for every incident. */
  static Target target(ClockName clock, String minutes, AnchorPoint... anchors) {
    return new Target(
        clock,
        new Anchor(Arrays.asList(anchors)),
        new Amount.OpenTime(Duration.ofMinutes(Long.parseLong(minutes))),
        Optional.of(BusinessCalendar.ALWAYS),
        EnumSet.noneOf(Severity.class),
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }

  static Target inDesk(Target target) {
    return new Target(
        target.clock(),
        target.anchor(),
        target.amount(),
        Optional.empty(),
        target.severities(),
        target.emergency(),
        target.travel(),
        target.keyMoments());
  }

  static Target when(Target target, Severity severity) {
    return new Target(
        target.clock(),
        target.anchor(),
        target.amount(),
        target.calendar(),
        EnumSet.of(severity),
        target.emergency(),
        target.travel(),
        target.keyMoments());
  }

  static Target inEmergency(Target target) {
    return new Target(
        target.clock(),
        target.anchor(),
        target.amount(),
        target.calendar(),
        target.severities(),
        Optional.of(true),
        target.travel(),
        target.keyMoments());
  }

  /** Applies only to what counts from within the key moment. */
  static Target inMoment(Target target, String moment) {
    return new Target(
        target.clock(),
        target.anchor(),
        target.amount(),
        target.calendar(),
        target.severities(),
        target.emergency(),
        target.travel(),
        new TreeSet<>(List.of(moment)));
  }

  static Target withTravel(Target target, long minutes) {
    return new Target(
        target.clock(),
        target.anchor(),
        target.amount(),
        target.calendar(),
        target.severities(),
        target.emergency(),
        Optional.of(Duration.ofMinutes(minutes)),
        target.keyMoments());
  }
}
