package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Pure;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds one session to the rule that a sequence has no holes: a batch that jumps ahead without a
 * Gap would silently lose what it jumped over. Repeats are fine. For one thread.
 */
@Pure
final class SequenceTrack {
  private record Run(Lane lane, long epoch) {}

  /** Runs kept at once: an agent sends one after the other, so those longest unused are done. */
  private static final int MOST_RUNS = 64;

  private final Map<Run, Long> next =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Run, Long> eldest) {
          return size() > MOST_RUNS;
        }
      };

  /** What the Welcome asked for is what must come next. */
  void expect(List<Frame.ReplayFrom> replayFrom) {
    replayFrom.forEach(from -> next.put(new Run(from.lane(), from.epoch()), from.sequence()));
  }

  /** A batch; a problem if something is missing before it. */
  Optional<WireProblem> samples(Frame.Samples batch) {
    return advance("Samples", batch.lane(), batch.epoch(), batch.sequence(), batch.sequence());
  }

  /** A declared hole. */
  Optional<WireProblem> gap(Frame.Gap gap) {
    return advance("Gap", gap.lane(), gap.epoch(), gap.from(), gap.to());
  }

  /** An epoch that was not spoken of begins wherever it begins. */
  private Optional<WireProblem> advance(String frame, Lane lane, long epoch, long from, long to) {
    Run run = new Run(lane, epoch);
    long wanted = next.getOrDefault(run, from);
    if (from > wanted) {
      return Optional.of(
          new WireProblem.Unexpected(
              frame + " of sequence " + from, "sequence " + wanted + " or a Gap from it"));
    }
    next.put(run, Math.max(wanted, to + 1));
    return Optional.empty();
  }
}
