package dev.forebell.agent.link;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One socket from its upgrade to its end: writes what the machine says, beats, notices silence. */
final class LinkSession implements LinkHandler.Events {
  private static final Duration SHORTEST_BEAT = Duration.ofMillis(100);

  /** What the session tells the link, on the link's thread. */
  interface Owner {
    /**
     * The first thing to say.
     *
     * @param address of this end of the socket, see {@link Frame.Hello#address}
     */
    Frame.Hello hello(String address);

    /** Of a clock that is never set. */
    Instant steadyNow();

    /** The sign of life, if it is due to be given. */
    Optional<Frame> heartbeat();

    void welcomed(Frame.Welcome terms);

    /** The collector asks; {@code answer} may be called at any time, from any thread. */
    void asked(Frame.Witness question, Consumer<Frame.WitnessAnswer> answer);

    /** A further certificate came, or none. */
    void renewed(List<String> chain);

    /** The collector refused the session. */
    void refused(Frame.RejectCode code);

    /** Why the socket ends or will end; {@link #ended} follows. */
    void fault(String error);

    /** The socket is gone, {@code retryAfter} as the collector asked. */
    void ended(Optional<Duration> retryAfter);
  }

  private final Owner owner;
  private final LinkMachine machine;
  private final FrameWriter writer;
  private final FrameReader reader;

  private Optional<Channel> channel = Optional.empty();
  private Optional<ScheduledFuture<?>> beats = Optional.empty();
  private Optional<Duration> retryAfter = Optional.empty();
  private Silence silence = new Silence(Duration.ZERO, 0);

  LinkSession(Owner owner, LinkMachine machine, WireLimits limits) {
    this.owner = owner;
    this.machine = machine;
    this.writer = new FrameWriter(limits);
    this.reader = new FrameReader(limits);
  }

  /** Sends while there is something to send and the socket takes it. */
  void pump() {
    channel.ifPresent(
        socket -> {
          while (socket.isWritable()) {
            List<Frame> frames = machine.next(owner.steadyNow());
            if (frames.isEmpty()) {
              break;
            }
            frames.forEach(this::write);
          }
          socket.flush();
        });
  }

  /** Says goodbye after what is queued; {@code closed} runs when the socket is gone. */
  void bye(ByeReason reason, Optional<Duration> expectedReturn, Runnable closed) {
    if (channel.isEmpty()) {
      closed.run();
      return;
    }
    Channel socket = channel.get();
    var _ = socket.closeFuture().addListener(_ -> closed.run());
    pump();
    machine.bye(reason, expectedReturn).ifPresent(this::write);
    // The collector answers the close frame and ends the socket.
    send(socket, new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, "bye"));
    socket.flush();
  }

  void close() {
    channel.ifPresent(LinkSession::end);
  }

  @Override
  public void upgraded(ChannelHandlerContext socket) {
    channel = Optional.of(socket.channel());
    write(owner.hello(address(socket.channel().localAddress())));
    socket.flush();
  }

  /** Of this machine as others may dial it: not what only it itself can. */
  private static String address(SocketAddress local) {
    return local instanceof InetSocketAddress inet
            && !inet.getAddress().isLoopbackAddress()
            && !inet.getAddress().isAnyLocalAddress()
            && !inet.getAddress().isLinkLocalAddress()
        ? inet.getAddress().getHostAddress()
        : "";
  }

  @Override
  public void heard() {
    silence.heard(System.nanoTime());
  }

  @Override
  public void message(byte[] message) {
    switch (reader.read(message)) {
      case Decoded.Ok ok -> answer(machine.received(ok.frame()));
      case Decoded.Skipped _ -> {}
      case Decoded.Bad bad -> hangUp("the collector sent a bad frame: " + bad.problem().describe());
    }
  }

  private void answer(LinkMachine.Answer answer) {
    switch (answer) {
      case LinkMachine.Answer.Noted _ -> {}
      case LinkMachine.Answer.Asked asked -> owner.asked(asked.question(), this::answer);
      case LinkMachine.Answer.Renewed renewed -> owner.renewed(renewed.chain());
      case LinkMachine.Answer.Welcomed welcomed -> welcomed(welcomed.terms());
      case LinkMachine.Answer.Refused refused -> {
        retryAfter = refused.retryAfter();
        owner.refused(refused.code());
        hangUp("refused (" + refused.code() + "): " + refused.text());
      }
      case LinkMachine.Answer.Broken broken -> hangUp("the collector sent " + broken.detail());
    }
  }

  private void welcomed(Frame.Welcome terms) {
    Duration every =
        terms.heartbeat().compareTo(SHORTEST_BEAT) < 0 ? SHORTEST_BEAT : terms.heartbeat();
    silence = new Silence(every, System.nanoTime());
    owner.welcomed(terms);
    channel.ifPresent(
        socket ->
            beats =
                Optional.of(
                    socket
                        .eventLoop()
                        .scheduleAtFixedRate(
                            this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS)));
    pump();
  }

  private void beat() {
    switch (silence.beat(System.nanoTime())) {
      case HEARD -> {}
      case ASK -> channel.ifPresent(socket -> send(socket, new PingWebSocketFrame()));
      case DEAD -> {
        hangUp("nothing heard for " + silence.deadAfter().toSeconds() + " s: connection given up");
        return;
      }
    }
    owner.heartbeat().ifPresent(this::write);
    pump();
  }

  private void answer(Frame.WitnessAnswer answer) {
    channel.ifPresent(socket -> socket.eventLoop().execute(() -> send(answer)));
  }

  /** Sends a frame that belongs to no batch. */
  void send(Frame frame) {
    write(frame);
    channel.ifPresent(Channel::flush);
  }

  private void hangUp(String error) {
    owner.fault(error);
    close();
  }

  @Override
  public void writable() {
    pump();
  }

  @Override
  public void failed(Throwable cause) {
    owner.fault(LinkFault.describe(cause));
  }

  @Override
  public void gone() {
    beats.ifPresent(timer -> timer.cancel(false));
    channel = Optional.empty();
    owner.ended(retryAfter);
  }

  private void write(Frame frame) {
    channel.ifPresent(
        socket ->
            send(socket, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(writer.write(frame)))));
  }

  /** A failed write ends the socket, which is reported by itself. */
  private static void send(Channel socket, WebSocketFrame frame) {
    var _ = socket.write(frame);
  }

  private static void end(Channel socket) {
    var _ = socket.close();
  }
}
