package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.Frame.GapReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is still to be sent and what was, in two lanes: fresh samples are live; what was sampled
 * while nothing could be sent for {@link #BACKFILL_AFTER} is backfill, which goes after all that is
 * live and at a pace of its own. What an earlier run left on disk goes first when it is fresh, else
 * with the backfill, oldest first. The newest batches are in memory, the others are asked of the
 * disk. Times are of a clock that is never set. For one thread.
 */
@Pure
public final class SendQueue implements SpoolEvents {
  /** How long nothing could be sent before new samples are backfill. */
  static final Duration BACKFILL_AFTER = Duration.ofSeconds(90);

  /** What an earlier run sampled so recently still fills the rules' windows. */
  private static final Duration FRESH = Duration.ofMinutes(15);

  /** Samples of stored batches that stay in memory: what is sent or asked for again soon. */
  private static final int HOT_SAMPLES = 10_000;

  private static final Duration LONGEST_RETAIN = Duration.ofMinutes(15);

  /** What is next of a track. */
  public sealed interface Item {
    /** Send this. */
    record Batch(SampleBatch batch) implements Item {}

    /** Declare this. */
    record Gap(Track track, Loss loss) implements Item {}
  }

  private final MemoryRing ring;
  private final Storage storage;
  private final Urgency urgency = new Urgency();
  private final TrackState live;
  private final TrackState backfill;
  private final List<TrackState> earlier = new ArrayList<>();
  private final List<TrackState> earlierFresh = new ArrayList<>();

  private Duration retain = Duration.ofMinutes(5);
  private Instant caughtUp;
  private Instant now;
  private long droppedBatches;

  /**
   * @param liveEpoch random, new for each process start
   * @param backfillEpoch random, another one
   * @param maxSamples samples held in memory at most; about 48 bytes each
   */
  public SendQueue(
      long liveEpoch, long backfillEpoch, int maxSamples, Storage storage, Instant now) {
    this.ring = new MemoryRing(maxSamples);
    this.storage = storage;
    this.live = new TrackState(new Track(Lane.LIVE, liveEpoch), now);
    this.backfill = new TrackState(new Track(Lane.BACKFILL, backfillEpoch), now);
    this.caughtUp = now;
    this.now = now;
  }

  /** Takes a batch in: gives it its lane and sequence, and makes room for it. */
  public SampleBatch add(Instant sampledAt, List<Sample> samples, Instant at) {
    tick(at);
    boolean late = Duration.between(caughtUp, now).compareTo(BACKFILL_AFTER) > 0;
    TrackState track = late ? backfill : live;
    SampleBatch batch =
        new SampleBatch(
            track.track().lane(), track.track().epoch(), track.mint(), sampledAt, samples);
    boolean urgent = urgency.isUrgent(samples);
    ring.shrink(HOT_SAMPLES, this::isStored);
    ring.add(batch, urgent).forEach(this::dropped);
    storage.append(batch, urgent);
    return batch;
  }

  private boolean isStored(BatchKey key) {
    return find(key.track()).filter(track -> track.isStored(key.sequence())).isPresent();
  }

  private void dropped(BatchKey key) {
    find(key.track())
        .filter(track -> key.sequence() > track.acked() && !track.isStored(key.sequence()))
        .ifPresent(
            track -> {
              track.lose(key.sequence(), GapReason.BUFFER_FULL);
              droppedBatches++;
            });
  }

  /** Time passes: what was acknowledged long enough ago goes. */
  public void tick(Instant at) {
    now = at;
    if (live.isCaughtUp()) {
      caughtUp = now;
    }
    Instant before = now.minus(retain);
    // Time passes with every heartbeat, something retires with every batch: no walk in between.
    for (TrackState track : List.of(live, backfill)) {
      if (track.retires(before)) {
        ring.removeIf(key -> key.track().equals(track.track()) && track.hasRetired(key.sequence()));
      }
    }
    earlier.removeIf(track -> track.isDone(before));
    earlierFresh.removeIf(track -> track.isDone(before));
  }

  /** The collector has committed a track up to a sequence; what is not ours is ignored. */
  public void ack(Track acked, long sequence) {
    find(acked)
        .filter(track -> track.ack(sequence, now))
        .ifPresent(track -> storage.acked(acked, sequence));
  }

  /** How long acknowledged batches stay, as the collector asked; 15 min at most. */
  public void retain(Duration asked) {
    retain = asked.compareTo(LONGEST_RETAIN) < 0 ? asked : LONGEST_RETAIN;
    storage.retain(retain);
  }

  /** What a Hello says is held: the lanes of this run, then the oldest of earlier ones. */
  public List<Frame.LaneState> lanes(int most) {
    List<Frame.LaneState> lanes = new ArrayList<>();
    lanes.add(lane(live));
    if (backfill.last() > 0) {
      lanes.add(lane(backfill));
    }
    oldFirst().limit(most - lanes.size()).forEach(track -> lanes.add(lane(track)));
    return lanes;
  }

  private Stream<TrackState> oldFirst() {
    return Stream.concat(earlierFresh.stream(), earlier.stream());
  }

  private Frame.LaneState lane(TrackState track) {
    long held = ring.firstOf(track.track(), 1).orElse(track.last() + 1);
    long first = Math.min(held, track.diskFirst().orElse(held));
    return new Frame.LaneState(track.track().lane(), track.track().epoch(), first, track.last());
  }

  /**
   * A connection stands. To replay from a sequence is to have what lies below it; what is not
   * spoken of is wanted from where it is not acknowledged.
   */
  public void replay(List<Frame.ReplayFrom> from) {
    all().forEach(track -> track.seek(track.acked() + 1));
    for (Frame.ReplayFrom wanted : from) {
      Track named = new Track(wanted.lane(), wanted.epoch());
      find(named)
          .ifPresent(
              track -> {
                track.seek(wanted.sequence());
                ack(named, track.cursor() - 1);
              });
    }
  }

  /** The next of what is live; empty when there is none, or the disk is still asked for it. */
  public Optional<Item> nextLive() {
    Optional<Item> item = first(earlierFresh).or(() -> of(live));
    if (item.isEmpty() && live.isCaughtUp()) {
      caughtUp = now;
    }
    return item;
  }

  /** The next of what is late. */
  public Optional<Item> nextBackfill() {
    return first(earlier).or(() -> of(backfill));
  }

  /** Batches of the backfill that are sent and not acknowledged. */
  public long backfillInFlight() {
    return backfill.inFlight() + earlier.stream().mapToLong(TrackState::inFlight).sum();
  }

  private Optional<Item> first(List<TrackState> tracks) {
    for (TrackState track : tracks) {
      Optional<Item> item = of(track);
      if (item.isPresent()) {
        return item;
      }
    }
    return Optional.empty();
  }

  private Optional<Item> of(TrackState track) {
    if (track.isCaughtUp()) {
      return Optional.empty();
    }
    long sequence = track.cursor();
    Optional<SampleBatch> batch =
        ring.get(new BatchKey(track.track(), sequence)).or(() -> track.loaded(sequence));
    if (batch.isPresent()) {
      track.moveTo(sequence + 1);
      return batch.map(Item.Batch::new);
    }
    Optional<Loss> loss = track.lossAtCursor();
    if (loss.isPresent()) {
      // What the disk lost may still be in memory.
      long to =
          ring.firstOf(track.track(), sequence)
              .map(held -> Math.min(held - 1, loss.get().to()))
              .orElse(loss.get().to());
      track.moveTo(to + 1);
      return Optional.of(new Item.Gap(track.track(), new Loss(sequence, to, loss.get().reason())));
    }
    if (track.startsLoading()) {
      storage.load(track.track(), sequence, chunk -> loaded(track, sequence, chunk));
      return of(track);
    }
    return Optional.empty();
  }

  /** What the disk does not know of and the memory does not hold is lost. */
  private void loaded(TrackState track, long from, Chunk chunk) {
    long held = ring.firstOf(track.track(), from).orElse(track.last() + 1);
    track.loaded(chunk, track.last());
    if (chunk.through() == Long.MAX_VALUE && chunk.batches().isEmpty() && held > from) {
      track.lose(new Loss(from, held - 1, GapReason.BUFFER_FULL));
      droppedBatches += held - from;
    }
  }

  /** A batch that will not be sent: the collector cannot take it. */
  public void refuse(SampleBatch batch, String why) {
    droppedBatches++;
    find(Track.of(batch)).ifPresent(track -> track.lose(batch.sequence(), GapReason.DAMAGED));
    ring.remove(BatchKey.of(batch));
    storage.quarantine(batch, why);
  }

  @Override
  public void found(Earlier track) {
    boolean fresh =
        track.track().lane() == Lane.LIVE
            && Duration.between(track.lastSampledAt(), now).compareTo(FRESH) < 0;
    List<TrackState> where = fresh ? earlierFresh : earlier;
    where.add(new TrackState(track, now));
  }

  @Override
  public void stored(Track stored, long upTo) {
    find(stored).ifPresent(track -> track.stored(upTo));
  }

  @Override
  public void heldFrom(Track held, Optional<Long> first) {
    find(held).ifPresent(track -> track.onDiskFrom(first));
  }

  @Override
  public void lost(Track lost, Loss loss) {
    find(lost)
        .ifPresent(
            track -> {
              track.lose(loss);
              droppedBatches += loss.count();
            });
  }

  private Optional<TrackState> find(Track wanted) {
    return all().stream().filter(track -> track.track().equals(wanted)).findFirst();
  }

  private List<TrackState> all() {
    List<TrackState> all = new ArrayList<>(List.of(live, backfill));
    all.addAll(earlierFresh);
    all.addAll(earlier);
    return all;
  }

  /** Batches that wait for their ack. */
  public long unacked() {
    return all().stream().mapToLong(TrackState::waiting).sum();
  }

  /** Batches lost before they were acknowledged, since the process started. */
  public long dropped() {
    return droppedBatches;
  }

  /** Whether anything of a track up to a sequence is not acknowledged yet. */
  public boolean awaits(Track track, long upTo) {
    return find(track).filter(state -> state.acked() < Math.min(upTo, state.last())).isPresent();
  }
}
