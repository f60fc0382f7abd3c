package dev.forebell.agent.link;

import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Track;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.SeriesDictionary;
import dev.forebell.common.wire.Shorthand;
import dev.forebell.common.wire.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent's side of the protocol without a socket: what to send next, and what an answer means.
 * Legal transitions: Down -opened-> Greeting -Welcome-> Streaming, and from each one -closed->
 * Down. For one thread.
 */
@Pure
public final class LinkMachine {
  /** Where the conversation stands. */
  public enum State {
    /** No connection. */
    DOWN,
    /** Hello is sent, Welcome not yet received. */
    GREETING,
    /** Welcomed: batches flow. */
    STREAMING
  }

  /** What a received frame asks of the socket's owner. */
  public sealed interface Answer {
    /** Taken in; nothing to do. */
    record Noted() implements Answer {}

    /** The session stands: heartbeat and sample as told. */
    record Welcomed(Frame.Welcome terms) implements Answer {}

    /** Refused: close, and come back after the time given, if any. */
    record Refused(Frame.RejectCode code, String text, Optional<Duration> retryAfter)
        implements Answer {}

    /** The witness question: answer it, or decline. */
    record Asked(Frame.Witness question) implements Answer {}

    /** A further key was certified; no certificate: it was not. */
    record Renewed(List<String> chain) implements Answer {}

    /** The collector broke the protocol: close. */
    record Broken(String detail) implements Answer {}
  }

  /** Batches of the backfill that may be unacknowledged at once, whatever the pace. */
  private static final int BACKFILL_WINDOW = 64;

  private final SendQueue queue;
  private final WireLimits limits;
  private final String agentId;
  private final String bootId;

  private State state = State.DOWN;
  private SeriesDictionary.Sender dictionary;
  private Shorthand shorthand = Shorthand.ofReader();
  private Pace pace = Pace.unlimited();
  private final Suspects suspects = new Suspects();
  private long droppedSamples;

  /**
   * @param agentId how the agent calls itself; informative, the key decides who it is
   * @param bootId changes with each start of the operating system
   */
  public LinkMachine(SendQueue queue, WireLimits limits, String agentId, String bootId) {
    this.queue = queue;
    this.limits = limits;
    this.agentId = agentId;
    this.bootId = bootId;
    this.dictionary = new SeriesDictionary.Sender(limits);
  }

  /** The socket is open: what to say first. */
  public Frame.Hello opened(Instant wall, HostFacts facts) {
    state = State.GREETING;
    dictionary = new SeriesDictionary.Sender(limits);
    return new Frame.Hello(
        Frame.VERSION, agentId, bootId, wall, queue.lanes(limits.lanes()), facts);
  }

  /** The socket is gone. */
  public void closed() {
    state = State.DOWN;
  }

  /** Takes a frame of the collector. */
  public Answer received(Frame frame) {
    return switch (frame) {
      case Frame.Welcome welcome when state == State.GREETING -> welcomed(welcome);
      case Frame.Ack ack when state == State.STREAMING -> {
        Track track = new Track(ack.lane(), ack.epoch());
        queue.ack(track, ack.sequence());
        suspects.acked(track, ack.sequence());
        yield new Answer.Noted();
      }
      case Frame.Witness question when state == State.STREAMING -> new Answer.Asked(question);
      case Frame.Renewed renewed when state == State.STREAMING ->
          new Answer.Renewed(renewed.chain());
      case Frame.Reject reject -> {
        refused(reject);
        yield new Answer.Refused(reject.code(), reject.text(), reject.retryAfter());
      }
      case Frame.Welcome _,
          Frame.Ack _,
          Frame.Hello _,
          Frame.Series _,
          Frame.Samples _,
          Frame.Changes _,
          Frame.Beat _,
          Frame.Heartbeat _,
          Frame.Gap _,
          Frame.Bye _,
          Frame.Witness _,
          Frame.WitnessAnswer _,
          Frame.Renew _,
          Frame.Renewed _ ->
          new Answer.Broken(frame.getClass().getSimpleName() + " while " + state);
    };
  }

  /** A batch that is refused twice, the second time alone, is what cannot be taken. */
  private void refused(Frame.Reject reject) {
    boolean forItsContent =
        reject.code() == Frame.RejectCode.BAD_FRAME || reject.code() == Frame.RejectCode.LIMIT;
    if (forItsContent && state == State.STREAMING) {
      suspects
          .refused()
          .ifPresent(batch -> queue.refuse(batch, "the collector refused it: " + reject.text()));
    }
  }

  private Answer welcomed(Frame.Welcome welcome) {
    state = State.STREAMING;
    queue.retain(welcome.retain());
    queue.replay(welcome.replayFrom());
    suspects.connected();
    shorthand = new Shorthand(welcome.newestFrame());
    pace = new Pace(welcome.backfillPace(), welcome.heartbeat());
    return new Answer.Welcomed(welcome);
  }

  /**
   * The frames of the next batch that was not sent on this connection, or the Gap in its place;
   * empty when there is nothing to send. Live ones first; then the backfill at its pace. Call again
   * while the socket takes more.
   *
   * @param now of a clock that is never set
   */
  public List<Frame> next(Instant now) {
    queue.tick(now);
    if (state != State.STREAMING || suspects.isWaiting(queue)) {
      return List.of();
    }
    Optional<SendQueue.Item> live = queue.nextLive();
    if (live.isPresent()) {
      return frames(live.get());
    }
    if (queue.backfillInFlight() >= BACKFILL_WINDOW || !pace.allows(now)) {
      return List.of();
    }
    Optional<SendQueue.Item> late = queue.nextBackfill();
    late.ifPresent(_ -> pace.took());
    return late.map(this::frames).orElse(List.of());
  }

  private List<Frame> frames(SendQueue.Item item) {
    return switch (item) {
      case SendQueue.Item.Batch batch -> frames(batch.batch());
      case SendQueue.Item.Gap gap ->
          List.of(
              new Frame.Gap(
                  gap.track().lane(),
                  gap.track().epoch(),
                  gap.loss().from(),
                  gap.loss().to(),
                  gap.loss().to() - gap.loss().from() + 1,
                  gap.loss().reason()));
    };
  }

  private List<Frame> frames(SampleBatch batch) {
    suspects.sent(batch);
    SeriesDictionary.Outgoing outgoing = dictionary.encode(batch);
    droppedSamples += outgoing.dropped();
    List<Frame> frames = new ArrayList<>(outgoing.series());
    frames.add(shorthand.shortest(outgoing.samples()));
    return frames;
  }

  /** The sign of life; empty while not welcomed. */
  public Optional<Frame> heartbeat(Instant wall, Duration monotonic) {
    return state == State.STREAMING
        ? Optional.of(shorthand.shortest(new Frame.Heartbeat(wall, monotonic)))
        : Optional.empty();
  }

  /** The goodbye; empty while not welcomed. */
  public Optional<Frame> bye(ByeReason reason, Optional<Duration> expectedReturn) {
    return state == State.STREAMING
        ? Optional.of(new Frame.Bye(reason, expectedReturn))
        : Optional.empty();
  }

  /**
   * Samples that could not travel since the process started: too many series, or over-long names.
   */
  public long droppedSamples() {
    return droppedSamples;
  }
}
