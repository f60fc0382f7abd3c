package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.Optional;

/**
 * Clocks other than response rest.
 *
 * @param from when it began
 * @param reason one that the contract allows
 * @param until when it ends or ended: an agreed appointment, or the moment it was resumed; empty:
 *     it lasts
 */
public record Pause(Instant from, String reason, Optional<Instant> until) {
  static Pause of(Stretch stretch) {
    return new Pause(stretch.from(), stretch.reason(), stretch.to());
  }
}
