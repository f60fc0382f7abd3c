package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One layer of a rota: members take turns of whole days, by the wall clock of the rota.
 *
 * @param from day of the first handover
 * @param until day of the last handover, to nobody; empty: it goes on
 * @param days length of a turn, from 1
 * @param handover when a turn begins. Where the clocks skip that time it is the moment of the jump;
 *     of a time that comes twice it is the first
 * @param members in the order of their turns, at least one
 * @param hours in which the layer counts; empty: all
 */
public record Layer(
    LocalDate from,
    Optional<LocalDate> until,
    int days,
    LocalTime handover,
    List<String> members,
    Optional<WeekHours> hours) {
  public Layer {
    members = List.copyOf(members);
    if (days < 1 || members.isEmpty()) {
      throw new IllegalArgumentException("turns of " + days + " days of " + members);
    }
  }

  /** Whose turn it is; empty: the layer does not count at that instant. */
  Optional<String> onDuty(Instant at, ZoneId zone) {
    boolean over = until.filter(last -> !at.isBefore(begin(last, zone))).isPresent();
    boolean outside = hours.filter(week -> week.until(at).isEmpty()).isPresent();
    if (over || outside || at.isBefore(begin(from, zone))) {
      return Optional.empty();
    }
    long turns = ChronoUnit.DAYS.between(from, dutyDay(at, zone)) / days;
    return Optional.of(members.get((int) (turns % members.size())));
  }

  /** The day whose duty it is: it lasts from handover to handover. */
  private LocalDate dutyDay(Instant at, ZoneId zone) {
    LocalDate day = at.atZone(zone).toLocalDate().plusDays(1);
    while (at.isBefore(begin(day, zone))) {
      day = day.minusDays(1);
    }
    return day;
  }

  private Instant begin(LocalDate day, ZoneId zone) {
    LocalDateTime local = day.atTime(handover);
    return zone.getRules().getValidOffsets(local).isEmpty()
        ? zone.getRules().getTransition(local).getInstant()
        : local.atZone(zone).toInstant();
  }

  /** Instants after {@code at} at which its answer may next change. */
  Stream<Instant> changes(Instant at, ZoneId zone) {
    Stream<Instant> days =
        Stream.concat(
            Stream.of(begin(from, zone), begin(dutyDay(at, zone).plusDays(1), zone)),
            until.map(last -> begin(last, zone)).stream());
    Stream<Instant> week = hours.flatMap(one -> one.until(at).or(() -> one.next(at))).stream();
    return Stream.concat(days, week).filter(at::isBefore);
  }
}
