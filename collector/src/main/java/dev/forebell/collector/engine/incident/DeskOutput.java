package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.customer.Language;
import java.time.Instant;

/** What a step of the incident machine gives to the outside, in order. */
public sealed interface DeskOutput {
  /**
   * An event for the log.
   *
   * @param incident as this event left it, for objects and projections
   * @param language in which its customer's desk reads
   */
  record Happened(IncidentEvent event, Incident incident, Language language)
      implements DeskOutput {}

  /**
   * A command was not carried out; nothing changed.
   *
   * @param sentence for a person, such as 'closed to acknowledged'
   */
  record Refused(IncidentId target, Reason reason, String sentence, String by)
      implements DeskOutput {}

  /**
   * What is told of this incident outside waits a moment: what explains it may be about to be
   * known. Its events and clocks do not wait.
   */
  record Waits(IncidentId incident, Instant until) implements DeskOutput {}
}
