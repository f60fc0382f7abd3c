package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.emergency.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an incident is an emergency, and why.
 *
 * @param emergency now
 * @param verdict of the latest promotion, with its numbers
 * @param promotedAt latest promotion
 * @param dismissed what a person knew who said it is none
 */
public record Urgency(
    boolean emergency, Verdict verdict, Optional<Instant> promotedAt, Verdict dismissed) {
  /** As every incident begins. */
  static final Urgency ORDINARY = new Urgency(false, Verdict.NONE, Optional.empty(), Verdict.NONE);

  Urgency promoted(Verdict by, Instant at) {
    return new Urgency(true, by, Optional.of(at), dismissed);
  }

  Urgency demoted(Verdict known) {
    return new Urgency(false, verdict, promotedAt, known);
  }
}
