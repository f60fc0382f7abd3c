package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.people.Callout;
import dev.forebell.collector.engine.sla.Attention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people did with an incident, and what keeps it from them.
 *
 * @param assigned to whom
 * @param cause as diagnosed
 * @param tickets at most one a system: a newer link replaces an older one
 * @param exclusion empty: it counts in the promise
 * @param attention who looked at it since it was opened or reopened
 * @param withheld why its condition is not announced; empty: it is
 * @param reopenedByCommand whether it was last opened again because somebody asked for it
 * @param callout how far the telling of people has come
 */
public record Handling(
    Optional<String> assigned,
    Optional<String> cause,
    List<Ticket> tickets,
    Optional<Exclusion> exclusion,
    Attention attention,
    Optional<Withholding> withheld,
    boolean reopenedByCommand,
    Callout callout) {
  /** Nobody did anything yet. */
  static final Handling NONE =
      new Handling(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Attention.NONE,
          Optional.empty(),
          false,
          Callout.NONE);

  public Handling {
    tickets = List.copyOf(tickets);
  }

  /**
   * Taken out of the promise.
   *
   * @param cause third_party, custom_code, force_majeure or customer_act
   * @param at when
   */
  public record Exclusion(String cause, String approver, Instant at) {}

  Handling assigned(String to) {
    return new Handling(
        Optional.of(to),
        cause,
        tickets,
        exclusion,
        attention,
        withheld,
        reopenedByCommand,
        callout);
  }

  Handling diagnosed(String found) {
    return new Handling(
        assigned,
        Optional.of(found),
        tickets,
        exclusion,
        attention,
        withheld,
        reopenedByCommand,
        callout);
  }

  Handling linked(Ticket ticket) {
    Stream<Ticket> others = tickets.stream().filter(t -> !t.system().equals(ticket.system()));
    return new Handling(
        assigned,
        cause,
        Stream.concat(others, Stream.of(ticket)).toList(),
        exclusion,
        attention,
        withheld,
        reopenedByCommand,
        callout);
  }

  Handling excluded(Exclusion taken) {
    return new Handling(
        assigned,
        cause,
        tickets,
        Optional.of(taken),
        attention,
        withheld,
        reopenedByCommand,
        callout);
  }

  Handling attended(Attention changed) {
    return new Handling(
        assigned, cause, tickets, exclusion, changed, withheld, reopenedByCommand, callout);
  }

  Handling withheld(Withholding why) {
    return new Handling(
        assigned,
        cause,
        tickets,
        exclusion,
        attention,
        Optional.of(why),
        reopenedByCommand,
        callout);
  }

  Handling announced() {
    return new Handling(
        assigned,
        cause,
        tickets,
        exclusion,
        attention,
        Optional.empty(),
        reopenedByCommand,
        callout);
  }

  Handling reopened(boolean byCommand) {
    return new Handling(
        assigned, cause, tickets, exclusion, attention, withheld, byCommand, callout);
  }

  Handling called(Callout changed) {
    return new Handling(
        assigned, cause, tickets, exclusion, attention, withheld, reopenedByCommand, changed);
  }
}
