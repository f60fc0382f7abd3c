package dev.forebell.common.model;

import java.time.Instant;
import java.util.List;

/**
 * What one agent measured at one time. {@code (lane, epoch, sequence)} identifies it for ever: the
 * epoch is a random number minted whenever a sequence starts, the sequence counts from 1 without
 * holes.
 *
 * @param sampledAt by the agent's clock as sent; the collector corrects it before any rule sees it
 */
public record SampleBatch(
    Lane lane, long epoch, long sequence, Instant sampledAt, List<Sample> samples) {
  public SampleBatch {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + " is not positive");
    }
    samples = List.copyOf(samples);
  }
}
