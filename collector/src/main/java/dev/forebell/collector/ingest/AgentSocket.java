package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameWriter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One upgraded socket. Everything here runs on its event loop; the methods may be called from
 * anywhere and hop there. Acks are cumulative, so towards an agent that does not read only the
 * newest of each lane and epoch waits.
 */
final class AgentSocket {
  /** What happens on the socket, on its event loop. */
  interface Events {
    void message(byte[] message);

    /** A message or frame that cannot even be decoded. */
    void bad(BadFrame reason, String detail);

    /** Last. */
    void closed(CloseCause cause);
  }

  private record Run(Lane lane, long epoch) {
    static Run of(Frame.Ack ack) {
      return new Run(ack.lane(), ack.epoch());
    }
  }

  private final ServerWebSocket socket;
  private final Context context;
  private final FrameWriter writer;
  private final Map<Run, Frame.Ack> waitingAcks = new LinkedHashMap<>();

  // Event loop only.
  private Optional<String> ours = Optional.empty();
  private Optional<String> error = Optional.empty();

  AgentSocket(ServerWebSocket socket, Context context, FrameWriter writer) {
    this.socket = socket;
    this.context = context;
    this.writer = writer;
  }

  void listen(Events events) {
    socket.binaryMessageHandler(buffer -> events.message(buffer.getBytes()));
    socket.textMessageHandler(
        text -> events.bad(BadFrame.TEXT, "a text message, expected binary ones"));
    socket.exceptionHandler(cause -> failed(cause, events));
    socket.closeHandler(
        _ ->
            events.closed(
                CloseCause.of(
                    ours,
                    error,
                    Optional.ofNullable(socket.closeStatusCode()).map(Short::intValue))));
    socket.drainHandler(_ -> sendWaitingAcks());
  }

  /**
   * An I/O error ends the socket by itself; anything else is the WebSocket codec refusing bytes.
   */
  private void failed(Throwable cause, Events events) {
    String detail =
        Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    error = Optional.of(detail);
    if (!(cause instanceof IOException) && !socket.isClosed() && ours.isEmpty()) {
      events.bad(BadFrame.WEBSOCKET, detail);
    }
  }

  /** Of the other end, in figures; empty: not known. */
  String remoteAddress() {
    return Optional.ofNullable(socket.remoteAddress()).map(SocketAddress::hostAddress).orElse("");
  }

  void send(Frame frame) {
    byte[] message = writer.write(frame);
    onLoop(() -> write(message));
  }

  void ack(Frame.Ack ack) {
    onLoop(
        () -> {
          if (socket.isClosed() || socket.writeQueueFull()) {
            waitingAcks.put(Run.of(ack), ack);
          } else {
            waitingAcks.remove(Run.of(ack));
            write(writer.write(ack));
          }
        });
  }

  private void sendWaitingAcks() {
    waitingAcks.values().forEach(ack -> write(writer.write(ack)));
    waitingAcks.clear();
  }

  /** A write that fails ends the socket, which is reported by itself. */
  private void write(byte[] message) {
    if (!socket.isClosed()) {
      var _ = socket.writeBinaryMessage(Buffer.buffer(message));
    }
  }

  /** Closes from our side after what was sent; the first reason counts. */
  void close(int code, String reason) {
    onLoop(
        () -> {
          if (ours.isEmpty() && !socket.isClosed()) {
            ours = Optional.of(reason);
            var _ = socket.close((short) code, reason.substring(0, Math.min(reason.length(), 100)));
          }
        });
  }

  void pause() {
    onLoop(socket::pause);
  }

  void resume() {
    onLoop(socket::resume);
  }

  void onLoop(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  /** Runs after the event loop has read this socket once more. */
  void afterNextRead(Runnable task) {
    // A task of the loop may run in the same pass; a timer, however short, runs in a later one.
    onLoop(() -> context.owner().setTimer(1, _ -> task.run()));
  }
}
