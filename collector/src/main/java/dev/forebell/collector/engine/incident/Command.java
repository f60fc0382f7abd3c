package dev.forebell.collector.engine.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person or a connected system asks of one incident. {@code by}: a plain name is a person;
 * {@code bot:x} and {@code system:x} are not, and never stop a response clock.
 */
public sealed interface Command {
  /** "I have it." */
  record Acknowledge(String comment) implements Command {}

  /** Give it to somebody; stops nothing. */
  record Assign(String to) implements Command {}

  /** First contact with the customer: whom, by which channel. */
  record Contact(String whom, String channel) implements Command {}

  /** An engineer is on the way. */
  record Dispatch(String who) implements Command {}

  /** An engineer is on site. */
  record Arrive(String who) implements Command {}

  /** The cause is known. */
  record Diagnose(String cause) implements Command {}

  record Comment(String text) implements Command {}

  /**
   * Stop clocks for a reason that the contract allows.
   *
   * @param until an agreed appointment: resumes by itself then
   */
  record Pause(String reason, Optional<Instant> until) implements Command {}

  record Resume() implements Command {}

  /** Over by a person's word, with the reason. */
  record Resolve(String reason) implements Command {}

  record Reopen(String reason) implements Command {}

  record Close() implements Command {}

  /**
   * A user called.
   *
   * @param reportedAt when, if not now; may lie before detection
   */
  record Report(String who, Optional<Instant> reportedAt) implements Command {}

  /**
   * The ticket or open case of a desk.
   *
   * @param system webhook endpoint or desk
   * @param reference the desk's own number
   * @param url where a person opens it; empty if unknown
   */
  record Link(String system, String reference, String url) implements Command {}

  /**
   * Take it out of the promise.
   *
   * @param cause third_party, custom_code, force_majeure or customer_act
   * @param approver who allowed it
   */
  record Exclude(String cause, String approver) implements Command {}

  /** Make it an emergency by a person's word. */
  record Promote(String reason) implements Command {}

  /** A person's word that it is none. */
  record Demote(String reason) implements Command {}
}
