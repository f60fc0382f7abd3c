package dev.forebell.collector.engine.people;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.sla.ClockName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a ladder.
 *
 * @param number from 1, in the order of the file
 * @param severities applies to these; empty: to all
 * @param emergency applies only to (true) or only outside (false) emergencies; empty: to both
 * @param tell names of contacts, groups and rotas, in order
 * @param by channels; empty: every one by which a contact has an address
 * @param untilOver true: goes on until the incident is over; false: until a person acts
 */
public record Rung(
    int number,
    Timing timing,
    Set<Severity> severities,
    Optional<Boolean> emergency,
    List<String> tell,
    List<String> by,
    boolean untilOver) {
  public Rung {
    tell = List.copyOf(tell);
    by = List.copyOf(by);
  }

  /** When it is due. */
  public sealed interface Timing {
    /** So long after the ladder began. */
    record After(Duration time) implements Timing {}

    /**
     * When that share of a clock's time has run.
     *
     * @param percent 1 to 100; 100: the breach
     */
    record ShareOf(ClockName clock, int percent) implements Timing {}
  }

  /** Whether it is for such an incident. */
  public boolean appliesTo(Severity severity, boolean isEmergency) {
    return (severities.isEmpty() || severities.contains(severity))
        && emergency.filter(only -> only != isEmergency).isEmpty();
  }
}
