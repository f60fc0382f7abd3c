package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;

/** What identifies a batch for ever. */
public record BatchKey(Track track, long sequence) {
  public static BatchKey of(SampleBatch batch) {
    return new BatchKey(Track.of(batch), batch.sequence());
  }
}
