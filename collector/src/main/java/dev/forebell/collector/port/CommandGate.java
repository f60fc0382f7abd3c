package dev.forebell.collector.port;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The one way in for people's and systems' commands. Thread-safe, never blocks. */
public interface CommandGate {
  /**
   * Submits a command; the stage completes after its effects are committed, or with the refusal.
   *
   * @param customer if present, an incident of another customer is answered as unknown (tenant
   *     wall)
   * @param by a person's name, {@code bot:x} or {@code system:x}
   */
  CompletionStage<Answer> submit(
      Optional<CustomerId> customer, IncidentId incident, Command command, String by);

  /** What became of it. */
  sealed interface Answer {
    /** Done and committed. */
    record Done() implements Answer {}

    /**
     * Not done.
     *
     * @param detail one sentence for a person, such as 'closed to acknowledged'
     */
    record Refused(Reason reason, String detail) implements Answer {}
  }
}
