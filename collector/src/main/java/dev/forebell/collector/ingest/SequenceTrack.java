package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Pure;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds one session to the rule that a sequence has no holes: a batch that jumps ahead without a
 * Gap would silently lose what it jumped over. Repeats are fine. For one thread.
 */
@Pure
final class SequenceTrack {
  private record Position(long epoch, long next) {}

  private final Map<Lane, Position> lanes = new EnumMap<>(Lane.class);

  /** What the Welcome asked for is what must come next. */
  void expect(List<Frame.ReplayFrom> replayFrom) {
    replayFrom.forEach(from -> lanes.put(from.lane(), new Position(from.epoch(), from.sequence())));
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
    Position position = lanes.get(lane);
    if (position != null && position.epoch == epoch && from > position.next) {
      return Optional.of(
          new WireProblem.Unexpected(
              frame + " of sequence " + from, "sequence " + position.next + " or a Gap from it"));
    }
    boolean repeat = position != null && position.epoch == epoch && to < position.next;
    if (!repeat) {
      lanes.put(lane, new Position(epoch, to + 1));
    }
    return Optional.empty();
  }
}
