package dev.forebell.collector.app.simulate;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a virtual agent measured and the collector has not acknowledged, in one lane and epoch.
 * Sequences count from 1 without holes; what was acknowledged is forgotten.
 */
final class Backlog {
  private final long epoch;
  private final Deque<SampleBatch> held = new ArrayDeque<>();
  private long last;
  private long sent;

  Backlog(long epoch) {
    this.epoch = epoch;
  }

  void add(Instant at, List<Sample> samples) {
    last++;
    held.add(new SampleBatch(Lane.LIVE, epoch, last, at, samples));
  }

  /** What a Hello says of it. */
  Frame.LaneState state() {
    long first = held.isEmpty() ? last + 1 : held.getFirst().sequence();
    return new Frame.LaneState(Lane.LIVE, epoch, first, last);
  }

  /** The collector wants it from here. */
  void replay(List<Frame.ReplayFrom> from) {
    long wanted =
        from.stream()
            .filter(one -> one.lane() == Lane.LIVE && one.epoch() == epoch)
            .mapToLong(Frame.ReplayFrom::sequence)
            .findFirst()
            .orElse(1);
    sent = Math.max(wanted, held.isEmpty() ? last + 1 : held.getFirst().sequence()) - 1;
  }

  /** The next that was not sent on this connection. */
  Optional<SampleBatch> next() {
    return held.stream().filter(batch -> batch.sequence() > sent).findFirst();
  }

  void sent(SampleBatch batch) {
    sent = batch.sequence();
  }

  /** Everything up to here is kept for ever; what is forgotten with it. */
  List<Long> acknowledged(long sequence) {
    List<Long> gone = new ArrayList<>();
    while (!held.isEmpty() && held.getFirst().sequence() <= sequence) {
      gone.add(held.removeFirst().sequence());
    }
    return gone;
  }
}
