package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;

/**
 * One line of an incident's log, the truth everything else is folded from. Nothing is ever edited
 * away.
 *
 * @param number from 1, without gaps per incident, clock events included
 * @param at time of the input that caused it
 * @param by {@code system}, a person's plain name, {@code bot:x} or {@code system:x}
 */
public record IncidentEvent(
    IncidentId id, long number, Instant at, Reason reason, String by, Change change) {
  /** Author of what the machine decides itself. */
  public static final String SYSTEM = "system";

  /** Such as {@code incident.opened} or {@code sla.breached}. */
  public String name() {
    return change.eventName();
  }
}
