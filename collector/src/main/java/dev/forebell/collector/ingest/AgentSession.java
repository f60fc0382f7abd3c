package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.SeriesDictionary;
import dev.forebell.common.wire.Shorthand;
import dev.forebell.common.wire.WireProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One agent's conversation: Hello, Welcome, then batches, heartbeats, gaps, until Bye or the end.
 * Everything but {@link #ack}, {@link #reject} and the questions runs on the host's lane.
 */
final class AgentSession implements AgentConnection {
  /** How long a refused agent stays away, where nothing better is known. */
  private static final Duration AFTER_BAD_FRAME = Duration.ofSeconds(10);

  private static final Duration AFTER_OLD_VERSION = Duration.ofMinutes(5);

  private final AgentIdentity identity;
  private final AgentSocket socket;
  private final IngestRoom room;
  private final SessionQuiet quiet;
  private final FrameReader reader;
  private final SeriesDictionary.Receiver dictionary;
  private final Shorthand shorthand = Shorthand.ofReader();
  private final SequenceTrack sequences = new SequenceTrack();
  private final ClockOffset clock = new ClockOffset();

  // Lane only.
  private boolean greeted;
  private boolean over;

  volatile String bootId = "";

  AgentSession(AgentIdentity identity, AgentSocket socket, IngestRoom room) {
    this.identity = identity;
    this.socket = socket;
    this.room = room;
    this.quiet = new SessionQuiet(room.settings());
    this.reader = room.reader();
    this.dictionary = new SeriesDictionary.Receiver(room.settings().wire());
  }

  /** A message. */
  void message(byte[] message, Instant receivedAt) {
    if (over) {
      return;
    }
    switch (shorthand.full(reader.read(message))) {
      case Decoded.Ok ok -> frame(ok.frame(), receivedAt);
      case Decoded.Skipped _ -> room.counters().skippedFrame();
      case Decoded.Bad bad -> bad(bad.problem());
    }
  }

  private void frame(Frame frame, Instant receivedAt) {
    if (frame instanceof Frame.Hello hello && !greeted) {
      hello(hello, receivedAt);
      return;
    }
    if (!greeted) {
      bad(new WireProblem.Unexpected(name(frame), "Hello first"));
      return;
    }
    switch (frame) {
      case Frame.Series series ->
          dictionary.learn(room.names().shared(series)).ifPresent(this::bad);
      case Frame.Samples samples -> samples(samples, receivedAt);
      case Frame.Heartbeat beat -> {
        clock.observe(beat.wall(), beat.monotonic(), receivedAt);
        room.sink().heartbeat(identity, clock.offset(), receivedAt);
      }
      case Frame.Gap gap -> gap(gap, receivedAt);
      case Frame.Bye bye ->
          room.sink().bye(identity, bye.reason(), bye.expectedReturn(), receivedAt);
      case Frame.Renew renew -> renew(renew);
      case Frame.WitnessAnswer answer -> room.sink().witness(identity, answer, receivedAt);
      case Frame.Hello _,
          Frame.Changes _,
          Frame.Beat _,
          Frame.Welcome _,
          Frame.Ack _,
          Frame.Reject _,
          Frame.Witness _,
          Frame.Renewed _ ->
          bad(new WireProblem.Unexpected(name(frame), "what agents send after their Hello"));
    }
  }

  private static String name(Frame frame) {
    return frame.getClass().getSimpleName();
  }

  private void hello(Frame.Hello hello, Instant receivedAt) {
    AgentDirectory.Presence presence =
        new AgentDirectory.Presence(hello.facts().hostName(), hello.machine(), hello.bootId());
    if (CopyCheck.isStranger(identity, presence, room)) {
      keepOut(presence);
      return;
    }
    Optional<Duration> duplicate = room.live().claim(identity.host(), this);
    if (duplicate.isPresent()) {
      reject(
          Frame.RejectCode.DUPLICATE,
          "another agent is connected with this host's key; stop it, or give this host a key of its"
              + " own",
          duplicate);
      return;
    }
    greeted = true;
    bootId = hello.bootId();
    countClaims(hello);
    clock.observe(hello.agentTime(), receivedAt);
    SessionTerms terms = room.sink().terms(identity, hello);
    quiet.welcomed(terms.heartbeat());
    sequences.expect(terms.replayFrom());
    room.counters().sessionWelcomed();
    room.sink().connected(identity, hello, receivedAt, this);
    room.directory().connected(identity, presence);
    socket.send(
        new Frame.Welcome(
            room.nextSessionName(),
            room.clock().instant(),
            terms.replayFrom(),
            terms.heartbeat(),
            terms.retain(),
            terms.interval(),
            terms.backfillPace(),
            Frame.Welcome.NEWEST_FRAME));
  }

  private void keepOut(AgentDirectory.Presence presence) {
    boolean allowed = room.directory().stranger(identity, presence);
    refuse(
        allowed ? Frame.RejectCode.CLONE : Frame.RejectCode.QUARANTINED,
        CopyCheck.text(identity.host(), allowed),
        Optional.of(allowed ? AFTER_BAD_FRAME : AFTER_OLD_VERSION));
  }

  /** What an agent calls itself is no identity; one that differs from what it proved is counted. */
  private void countClaims(Frame.Hello hello) {
    boolean differs =
        identity
            .enrolled()
            .map(enrolled -> !enrolled.agent().equals(hello.agentId()))
            .orElse(false);
    if (differs) {
      room.counters().claim();
    }
  }

  private void renew(Frame.Renew renew) {
    List<String> chain =
        identity.enrolled().isEmpty()
            ? List.of()
            : room.directory().renew(identity, renew.publicKey(), renew.proof());
    socket.send(new Frame.Renewed(chain));
  }

  private void samples(Frame.Samples samples, Instant receivedAt) {
    Optional<WireProblem> hole = sequences.samples(samples);
    if (hole.isPresent()) {
      bad(hole.get());
      return;
    }
    switch (dictionary.resolve(samples)) {
      case SeriesDictionary.Resolved.Bad bad -> bad(bad.problem());
      case SeriesDictionary.Resolved.Batch resolved -> {
        room.counters().batch(resolved.batch().samples().size());
        room.sink()
            .batch(identity, clock.corrected(resolved.batch(), receivedAt), receivedAt, this);
      }
    }
  }

  private void gap(Frame.Gap gap, Instant receivedAt) {
    Optional<WireProblem> hole = sequences.gap(gap);
    if (hole.isPresent()) {
      bad(hole.get());
      return;
    }
    room.counters().missingBatches(gap.count());
    room.sink().gap(identity, gap, receivedAt, this);
  }

  private void bad(WireProblem problem) {
    bad(BadFrame.of(problem), problem.describe());
  }

  /** A bad frame ends this session and no other. */
  void bad(BadFrame reason, String detail) {
    if (!over) {
      room.counters().badFrame(reason);
      Duration away = reason == BadFrame.VERSION ? AFTER_OLD_VERSION : AFTER_BAD_FRAME;
      String remedy =
          reason == BadFrame.VERSION ? "; install an agent of the collector's version" : "";
      refuse(reason.code(), detail + remedy, Optional.of(away));
    }
  }

  @Override
  public void reject(Frame.RejectCode code, String text, Optional<Duration> retryAfter) {
    room.lanes().run(identity.host(), () -> refuse(code, text, retryAfter), () -> {});
  }

  private void refuse(Frame.RejectCode code, String text, Optional<Duration> retryAfter) {
    if (!over) {
      room.counters().reject(code);
      socket.send(new Frame.Reject(code, text, retryAfter));
      end(
          code == Frame.RejectCode.RESTARTING ? CloseCode.GOING_AWAY : CloseCode.REJECTED,
          code + ": " + text);
    }
  }

  /** Ends from our side. */
  void end(int code, String detail) {
    socket.close(code, detail);
    closed(new CloseCause(true, detail), room.clock().instant());
  }

  /** Something in the collector failed on a message: the agent keeps it and sends it again. */
  void failed() {
    refuse(
        Frame.RejectCode.RESTARTING,
        "the collector failed on a message, see its log",
        Optional.of(AFTER_BAD_FRAME));
  }

  /** The socket is gone, or will be at once. */
  void closed(CloseCause cause, Instant at) {
    if (over) {
      return;
    }
    over = true;
    room.live().release(identity.host(), this);
    if (greeted) {
      room.sink().closed(identity, cause.byUs(), cause.detail(), at);
    }
  }

  @Override
  public AgentIdentity identity() {
    return identity;
  }

  @Override
  public void ack(Lane lane, long epoch, long sequence) {
    socket.ack(new Frame.Ack(lane, epoch, sequence));
  }

  @Override
  public void ask(Frame.Witness question) {
    socket.send(question);
  }

  @Override
  public String remoteAddress() {
    return socket.remoteAddress();
  }

  AgentSocket socket() {
    return socket;
  }

  /** How long it has said nothing. */
  SessionQuiet quiet() {
    return quiet;
  }
}
