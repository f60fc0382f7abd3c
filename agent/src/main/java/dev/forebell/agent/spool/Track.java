package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;

/**
 * One unbroken run of sequences: a lane of one process run. A batch keeps its track and sequence
 * for ever, so that sending it twice has the effect of once.
 *
 * @param epoch random, made anew whenever a sequence begins at 1
 */
public record Track(Lane lane, long epoch) {
  static Track of(SampleBatch batch) {
    return new Track(batch.lane(), batch.epoch());
  }
}
