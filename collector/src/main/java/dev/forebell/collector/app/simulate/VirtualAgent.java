package dev.forebell.collector.app.simulate;

import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.SeriesDictionary;
import dev.forebell.common.wire.Shorthand;
import dev.forebell.common.wire.WireLimits;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One agent that never was, over a real socket: says hello, beats, sends what its host measures,
 * keeps what is not acknowledged, comes back after every end. All of it on one event loop.
 */
final class VirtualAgent {
  // As agents do (docs/protocol.md): full jitter, or the collector's own word and a little.
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LAST_RETRY_MILLIS = 15_000;
  private static final long MOST_AFTER_WORD_MILLIS = 1_000;

  /** What all agents of a fleet share. */
  record Shared(
      WebSocketClient client,
      WebSocketConnectOptions dial,
      FrameReader reader,
      FrameWriter writer,
      FleetTally tally) {}

  /** The event loop that an agent lives on, its timer, and its turn to dial. */
  record Place(Context loop, FleetPulse pulse, Dialling dialling) {}

  private final Shared fleet;
  private final Place place;
  private final String id;
  private final String key;
  private final VirtualHost host;
  private final Backlog backlog;
  private final SplittableRandom dice;
  private final long startedNanos = System.nanoTime();
  private final Map<Long, Long> sentAt = new HashMap<>();

  // The loop's only.
  private Optional<ClientWebSocket> socket = Optional.empty();
  private SeriesDictionary.Sender dictionary = new SeriesDictionary.Sender(WireLimits.DEFAULT);
  private Shorthand shorthand = Shorthand.ofReader();
  private boolean streaming;
  private boolean mute;
  private boolean ended;
  private Duration ahead = Duration.ZERO;
  private Optional<FleetPulse.Beating> beats = Optional.empty();
  private long failures;
  private Optional<Duration> holdOff = Optional.empty();

  VirtualAgent(Shared fleet, Place place, String id, String key, VirtualHost host, long seed) {
    this.fleet = fleet;
    this.place = place;
    this.id = id;
    this.key = key;
    this.host = host;
    this.dice = new SplittableRandom(seed);
    this.backlog = new Backlog(Math.abs(dice.nextLong()) + 1);
  }

  String id() {
    return id;
  }

  /** Connects, and from now on measures each interval, at a moment of its own within it. */
  void start(Duration interval) {
    onLoop(
        () -> {
          long phase = 1 + dice.nextLong(interval.toMillis());
          var _ = place.pulse().every(phase, interval.toMillis(), this::measure);
          place.dialling().ask(this::connect);
        });
  }

  void onLoop(Runnable task) {
    place.loop().runOnContext(_ -> task.run());
  }

  /** What the host measures from now on; on the loop. */
  VirtualHost host() {
    return host;
  }

  /** Says nothing more, and closes nothing. */
  void fallSilent() {
    mute = true;
  }

  void speakAgain() {
    mute = false;
    pump();
  }

  void stepClock(Duration by) {
    ahead = ahead.plus(by);
  }

  /** Ends the connection without goodbye and stays away so long. */
  void drop(Duration away) {
    holdOff = Optional.of(away);
    socket.ifPresentOrElse(
        open -> {
          var _ = open.close();
        },
        () -> {});
  }

  void end() {
    ended = true;
    drop(Duration.ZERO);
  }

  /** Whether it dials: not once it has ended. */
  private boolean connect() {
    if (ended) {
      return false;
    }
    WebSocketConnectOptions dial =
        new WebSocketConnectOptions(fleet.dial()).putHeader("Authorization", "Bearer " + key);
    ClientWebSocket opened = fleet.client().webSocket();
    opened.binaryMessageHandler(buffer -> received(buffer.getBytes()));
    opened.closeHandler(_ -> closed());
    opened.exceptionHandler(_ -> {});
    opened
        .connect(dial)
        .onSuccess(
            _ -> {
              place.dialling().done();
              socket = Optional.of(opened);
              dictionary = new SeriesDictionary.Sender(WireLimits.DEFAULT);
              write(hello());
            })
        .onFailure(
            _ -> {
              place.dialling().done();
              later();
            });
    return true;
  }

  private Frame.Hello hello() {
    Instant now = Instant.now().plus(ahead);
    return new Frame.Hello(
        Frame.VERSION,
        id,
        "boot-" + id,
        now,
        List.of(backlog.state()),
        new HostFacts(id, "linux", "simulated", "amd64", 4, 8L << 30, now, "simulated"));
  }

  private void closed() {
    fleet.tally().losses.increment();
    socket = Optional.empty();
    sentAt.clear();
    if (streaming) {
      streaming = false;
      fleet.tally().streaming.decrementAndGet();
    }
    beats.ifPresent(FleetPulse.Beating::end);
    beats = Optional.empty();
    later();
  }

  private void later() {
    long most = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures, 10));
    long wait = holdOff.map(Duration::toMillis).orElseGet(() -> dice.nextLong(most));
    holdOff = Optional.empty();
    failures++;
    if (!ended) {
      var _ = place.loop().owner().setTimer(wait + 1, _ -> place.dialling().ask(this::connect));
    }
  }

  private void received(byte[] message) {
    if (fleet.reader().read(message) instanceof Decoded.Ok ok) {
      switch (ok.frame()) {
        case Frame.Welcome welcome -> welcomed(welcome);
        case Frame.Ack ack -> acknowledged(ack);
        case Frame.Reject reject -> {
          fleet.tally().refusals.increment();
          holdOff = reject.retryAfter().map(this::andALittle);
        }
        case Frame.Witness asked -> {
          if (!mute) {
            write(new Frame.WitnessAnswer(asked.question(), Frame.Saw.DECLINED));
          }
        }
        default -> {}
      }
    }
  }

  private Duration andALittle(Duration asked) {
    long most = Math.min(MOST_AFTER_WORD_MILLIS, asked.toMillis() / 4);
    return asked.plusMillis(dice.nextLong(most + 1));
  }

  private void welcomed(Frame.Welcome welcome) {
    streaming = true;
    shorthand = new Shorthand(welcome.newestFrame());
    failures = 0;
    fleet.tally().streaming.incrementAndGet();
    backlog.replay(welcome.replayFrom());
    long every = welcome.heartbeat().toMillis();
    beats = Optional.of(place.pulse().every(1 + dice.nextLong(every), every, this::beat));
    pump();
  }

  private void beat() {
    if (!mute) {
      Duration running = Duration.ofNanos(System.nanoTime() - startedNanos);
      write(shorthand.shortest(new Frame.Heartbeat(Instant.now().plus(ahead), running)));
    }
  }

  private void measure() {
    backlog.add(Instant.now().plus(ahead), host.measure());
    pump();
  }

  private void pump() {
    while (streaming && !mute && socket.filter(VirtualAgent::takesMore).isPresent()) {
      Optional<SampleBatch> next = backlog.next();
      if (next.isEmpty()) {
        return;
      }
      SeriesDictionary.Outgoing outgoing = dictionary.encode(next.get());
      outgoing.series().forEach(this::write);
      write(shorthand.shortest(outgoing.samples()));
      backlog.sent(next.get());
      sentAt.put(next.get().sequence(), System.nanoTime());
      fleet.tally().batches.increment();
      fleet.tally().samples.add(next.get().samples().size());
    }
  }

  private static boolean takesMore(ClientWebSocket open) {
    return !open.isClosed() && !open.writeQueueFull();
  }

  private void acknowledged(Frame.Ack ack) {
    long now = System.nanoTime();
    for (long sequence : backlog.acknowledged(ack.sequence())) {
      Optional.ofNullable(sentAt.remove(sequence))
          .ifPresent(sent -> fleet.tally().acks().add(now - sent));
    }
    pump();
  }

  private void write(Frame frame) {
    byte[] bytes = fleet.writer().write(frame);
    fleet.tally().bytes.add(bytes.length);
    socket
        .filter(open -> !open.isClosed())
        .ifPresent(
            open -> {
              var _ = open.writeBinaryMessage(Buffer.buffer(bytes));
            });
  }
}
