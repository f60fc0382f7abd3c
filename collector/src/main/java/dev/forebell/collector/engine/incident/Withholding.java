package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;

/**
 * Why an incident is written down and not announced.
 *
 * @param reason in_maintenance, silenced or enrolment_finding
 * @param by id of the window or silence; empty for a finding at enrolment
 * @param severity how bad it was then
 * @param means what it was then
 */
public record Withholding(Reason reason, String by, Severity severity, Meaning means) {
  /** Whether it has become worse since. */
  boolean worse(Finding now) {
    return now.severity().compareTo(severity) > 0 || now.means().compareTo(means) > 0;
  }

  /** Why it is announced once nothing keeps it any more. */
  Reason over() {
    return switch (reason) {
      case SILENCED -> Reason.SILENCE_OVER;
      case ENROLMENT_FINDING -> Reason.FINDING_WORSE;
      default -> Reason.MAINTENANCE_OVER;
    };
  }
}
