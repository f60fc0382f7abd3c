package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.util.function.Consumer;

/** What the link tells and asks the spool. Every method returns at once, whatever the disk does. */
public interface Storage {
  /** Nothing is kept but in memory. */
  Storage NONE =
      new Storage() {
        @Override
        public void append(SampleBatch batch, boolean urgent) {}

        @Override
        public void acked(Track track, long sequence) {}

        @Override
        public void retain(Duration duration) {}

        @Override
        public void load(Track track, long from, Consumer<Chunk> answer) {
          answer.accept(Chunk.NOTHING);
        }

        @Override
        public void quarantine(SampleBatch batch, String why) {}
      };

  /** A new batch; {@code urgent}: sync it at once. */
  void append(SampleBatch batch, boolean urgent);

  /** The collector has committed this track up to here. */
  void acked(Track track, long sequence);

  /** How long acknowledged batches stay. */
  void retain(Duration duration);

  /**
   * Reads what comes from a sequence on, a few batches at most. {@code answer} is called once, on
   * the link's thread, perhaps before this returns.
   */
  void load(Track track, long from, Consumer<Chunk> answer);

  /** A batch that the collector refused twice: put aside, for people to look at. */
  void quarantine(SampleBatch batch, String why);
}
