package dev.forebell.agent.link;

import dev.forebell.agent.spool.BatchBuffer;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.SeriesDictionary;
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

    /** The collector broke the protocol: close. */
    record Broken(String detail) implements Answer {}
  }

  private final BatchBuffer buffer;
  private final WireLimits limits;
  private final String agentId;
  private final String bootId;

  private State state = State.DOWN;
  private SeriesDictionary.Sender dictionary;
  private long cursor = 1;
  private long droppedSamples;

  /**
   * @param agentId how the agent calls itself; informative, the key decides who it is
   * @param bootId changes with each start of the operating system
   */
  public LinkMachine(BatchBuffer buffer, WireLimits limits, String agentId, String bootId) {
    this.buffer = buffer;
    this.limits = limits;
    this.agentId = agentId;
    this.bootId = bootId;
    this.dictionary = new SeriesDictionary.Sender(limits);
  }

  /** The socket is open: what to say first. */
  public Frame.Hello opened(Instant wall, HostFacts facts) {
    state = State.GREETING;
    dictionary = new SeriesDictionary.Sender(limits);
    Frame.LaneState live =
        new Frame.LaneState(Lane.LIVE, buffer.epoch(), buffer.first(), buffer.last());
    return new Frame.Hello(Frame.VERSION, agentId, bootId, wall, List.of(live), facts);
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
        buffer.ack(ack.lane(), ack.epoch(), ack.sequence());
        yield new Answer.Noted();
      }
      case Frame.Reject reject ->
          new Answer.Refused(reject.code(), reject.text(), reject.retryAfter());
      case Frame.Welcome _,
          Frame.Ack _,
          Frame.Hello _,
          Frame.Series _,
          Frame.Samples _,
          Frame.Heartbeat _,
          Frame.Gap _,
          Frame.Bye _ ->
          new Answer.Broken(frame.getClass().getSimpleName() + " while " + state);
    };
  }

  /**
   * To replay from a sequence is to have what lies below it. Without a word on this epoch the
   * collector wants everything that is held.
   */
  private Answer welcomed(Frame.Welcome welcome) {
    state = State.STREAMING;
    buffer.retain(welcome.retain());
    cursor = buffer.first();
    for (Frame.ReplayFrom from : welcome.replayFrom()) {
      if (from.lane() == Lane.LIVE && from.epoch() == buffer.epoch()) {
        cursor = Math.min(from.sequence(), buffer.last() + 1);
        buffer.ack(Lane.LIVE, buffer.epoch(), cursor - 1);
      }
    }
    return new Answer.Welcomed(welcome);
  }

  /**
   * The frames of the next batch that was not sent on this connection, or the Gap in its place;
   * empty when there is nothing to send. Call again while the socket takes more.
   */
  public List<Frame> next() {
    if (state != State.STREAMING || cursor > buffer.last()) {
      return List.of();
    }
    if (cursor < buffer.first()) {
      return List.of(gap(cursor, buffer.first() - 1));
    }
    return buffer.get(cursor).map(this::batch).orElseGet(List::of);
  }

  private Frame gap(long from, long to) {
    cursor = to + 1;
    return new Frame.Gap(
        Lane.LIVE, buffer.epoch(), from, to, to - from + 1, Frame.GapReason.BUFFER_FULL);
  }

  private List<Frame> batch(SampleBatch batch) {
    cursor++;
    SeriesDictionary.Outgoing outgoing = dictionary.encode(batch);
    droppedSamples += outgoing.dropped();
    List<Frame> frames = new ArrayList<>(outgoing.series());
    frames.add(outgoing.samples());
    return frames;
  }

  /** The sign of life; empty while not welcomed. */
  public Optional<Frame> heartbeat(Instant wall, Duration monotonic) {
    return state == State.STREAMING
        ? Optional.of(new Frame.Heartbeat(wall, monotonic))
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
