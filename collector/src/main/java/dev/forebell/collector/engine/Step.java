package dev.forebell.collector.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a state machine answers to one input: its next state, the outputs in order, and when it
 * wants a {@code Tick} at the latest. A late or doubled tick changes nothing.
 *
 * @param wakeAt empty: no time-out is pending
 */
public record Step<S, O>(S state, List<O> outputs, Optional<Instant> wakeAt) {
  public Step {
    outputs = List.copyOf(outputs);
  }
}
