package dev.forebell.collector.engine.sla;

import java.time.Instant;
import java.util.Optional;

/**
 * What people did since an incident was opened, or reopened.
 *
 * @param acknowledgedAt first acknowledgement by a person; who acts at once has acknowledged, too
 * @param actedAt first thing that a person did at or after that: anything but handing it on
 * @param demotedAt when a person last said that it is no emergency
 */
public record Attention(
    Optional<Instant> acknowledgedAt, Optional<Instant> actedAt, Optional<Instant> demotedAt) {
  /** Nobody has looked yet. */
  public static final Attention NONE =
      new Attention(Optional.empty(), Optional.empty(), Optional.empty());

  /** A person acknowledged. */
  public Attention acknowledged(Instant at) {
    return acknowledgedAt.isPresent()
        ? this
        : new Attention(Optional.of(at), Optional.empty(), demotedAt);
  }

  /** A person did something. */
  public Attention acted(Instant at) {
    return actedAt.isPresent()
        ? this
        : new Attention(acknowledgedAt.or(() -> Optional.of(at)), Optional.of(at), demotedAt);
  }

  /** A person said that it is no emergency. */
  public Attention demoted(Instant at) {
    return new Attention(acknowledgedAt, actedAt, Optional.of(at)).acted(at);
  }
}
