package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent by hand: speaks frames, or any bytes, over a real socket. */
final class TestAgent {
  static final SeriesKey CPU = SeriesKey.of("system.cpu.utilization", "cpu.mode", "user");
  static final long EPOCH = 77;

  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);
  private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final ClientWebSocket socket;

  // Held because a client that is garbage closes its sockets.
  @SuppressWarnings("unused")
  private final WebSocketClient client;

  private TestAgent(WebSocketClient client, ClientWebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.binaryMessageHandler(
        buffer -> frames.add(((Decoded.Ok) reader.read(buffer.getBytes())).frame()));
    socket.closeHandler(
        _ ->
            closed.complete(
                socket.closeStatusCode() == null ? -1 : (int) socket.closeStatusCode()));
  }

  static WebSocketConnectOptions upgrade(int port, String key) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(AgentEndpoint.PATH)
        .addSubProtocol(AgentServerOptions.SUBPROTOCOL)
        .putHeader("Authorization", "Bearer " + key);
  }

  static TestAgent connect(Vertx vertx, int port, String key) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(10_000_000).setMaxMessageSize(10_000_000));
    // Handlers stand before the connection does: the collector may answer and close at once.
    TestAgent agent = new TestAgent(client, client.webSocket());
    await(agent.socket.connect(upgrade(port, key)));
    return agent;
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  TestAgent send(Frame frame) {
    return sendBytes(writer.write(frame));
  }

  TestAgent sendBytes(byte[] message) {
    await(socket.writeFinalBinaryFrame(Buffer.buffer(message)));
    return this;
  }

  WebSocket socket() {
    return socket;
  }

  Frame next() throws InterruptedException {
    Frame frame = frames.poll(10, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError(
          "nothing received for 10 s; closed: " + closed + " " + closed.getNow(0));
    }
    return frame;
  }

  /** Close code, -1 if the socket ended without one. */
  int closeCode() {
    return closed.orTimeout(15, TimeUnit.SECONDS).join();
  }

  TestAgent hello() {
    return send(hello(Instant.now()));
  }

  static Frame.Hello hello(Instant agentTime) {
    return new Frame.Hello(
        Frame.VERSION,
        "test",
        "boot-1",
        agentTime,
        List.of(new Frame.LaneState(Lane.LIVE, EPOCH, 1, 0)),
        new HostFacts("h", "linux", "Debian", "amd64", 2, 1L << 32, agentTime, "0.1.0"));
  }

  TestAgent welcomed() throws InterruptedException {
    hello();
    if (!(next() instanceof Frame.Welcome)) {
      throw new AssertionError("not welcomed");
    }
    return this;
  }

  TestAgent series() {
    return send(new Frame.Series(0, List.of(CPU)));
  }

  static Frame.Samples samples(long sequence, Instant at, double value) {
    return new Frame.Samples(
        Lane.LIVE, EPOCH, sequence, at, List.of(0), List.of(Reading.of(value)));
  }
}
