package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.ingest.RecordingSink.Call;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Each unsafe default of the server, attacked on a real socket. */
class HostileClientIT {
  private static final FrameWriter WRITER = new FrameWriter(WireLimits.DEFAULT);

  @Test
  void theDangerousDefaultsAreSet() {
    HttpServerOptions options = AgentServerOptions.create(AgentSettings.DEFAULT);
    assertFalse(options.getPerMessageWebSocketCompressionSupported());
    assertFalse(options.getPerFrameWebSocketCompressionSupported());
    assertFalse(options.isDecompressionSupported());
    assertEquals(65_536, options.getMaxWebSocketFrameSize());
    assertEquals(262_144, options.getMaxWebSocketMessageSize());
    assertTrue(options.isTcpKeepAlive());
    assertEquals(30_000, options.getTcpUserTimeout());
    assertEquals(75_000, options.getIdleTimeout());
  }

  @Test
  void compressionIsNotNegotiated() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT);
        RawClient client = RawClient.open(bench.port())) {
      String head = client.upgrade(bench.key("web-1"));
      assertTrue(head.startsWith("HTTP/1.1 101"), head);
      assertTrue(head.contains("forebell.v1"), head);
      assertFalse(head.toLowerCase(Locale.ROOT).contains("sec-websocket-extensions"), head);
    }
  }

  @Test
  void aCompressedBombIsRefusedUnopened() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT);
        RawClient client = RawClient.upgraded(bench.port(), bench.key("web-1"))) {
      byte[] bomb = bomb();
      assertTrue(bomb.length < 65_536, "the bomb must fit one frame: " + bomb.length);
      client.sendFrame(RawClient.FIN | RawClient.RSV1 | RawClient.BINARY, bomb);
      client.readToEnd();
      assertEquals(0, bench.counters.snapshot().frames());
      assertEquals(1, waitForBad(bench, BadFrame.WEBSOCKET));
    }
  }

  /** 62 MB of zeros in about 60 KB. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes, new Deflater(9, true))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 62; i++) {
        deflate.write(zeros);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void anOversizedFrameIsRefusedByItsHeader() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT);
        RawClient client = RawClient.upgraded(bench.port(), bench.key("web-1"))) {
      client.write(RawClient.header(RawClient.FIN | RawClient.BINARY, 65_537));
      client.readToEnd();
      assertEquals(1, waitForBad(bench, BadFrame.WEBSOCKET));
    }
  }

  @Test
  void aMessageOfTooManyFramesIsRefused() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT);
        RawClient client = RawClient.upgraded(bench.port(), bench.key("web-1"))) {
      byte[] part = new byte[60_000];
      client.sendFrame(RawClient.BINARY, part);
      try {
        for (int i = 0; i < 5; i++) {
          client.sendFrame(RawClient.CONTINUATION, part);
        }
      } catch (IOException alreadyRefused) {
        assertTrue(alreadyRefused.getMessage() != null);
      }
      client.readToEnd();
      assertEquals(0, bench.counters.snapshot().frames());
      assertEquals(1, waitForBad(bench, BadFrame.WEBSOCKET));
    }
  }

  @Test
  void aMessageOfSeveralFramesWithinTheLimitIsTaken() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT);
        RawClient client = RawClient.upgraded(bench.port(), bench.key("web-1"))) {
      byte[] hello = WRITER.write(TestAgent.hello(Instant.now()));
      client.sendFrame(RawClient.BINARY, java.util.Arrays.copyOf(hello, 10));
      client.sendFrame(
          RawClient.FIN | RawClient.CONTINUATION,
          java.util.Arrays.copyOfRange(hello, 10, hello.length));
      assertInstanceOf(Call.Connected.class, bench.sink.next());
    }
  }

  @Test
  void whoeverSaysNoHelloIsClosed() throws Exception {
    AgentSettings quick = IngestBench.quick(Duration.ofMillis(600), Duration.ofSeconds(45));
    try (IngestBench bench = new IngestBench(quick)) {
      TestAgent agent = bench.agent("mute");
      assertEquals(CloseCode.SILENT, agent.closeCode());
      assertTrue(bench.sink.quiet(), "nobody was connected, so nobody is reported closed");
    }
  }

  @Test
  void anAgentThatFallsSilentIsClosedByUs() throws Exception {
    AgentSettings quick = IngestBench.quick(Duration.ofSeconds(10), Duration.ofMillis(700));
    try (IngestBench bench = new IngestBench(quick)) {
      TestAgent agent = bench.agent("web-1").welcomed();
      assertTrue(bench.sink.next(Call.Closed.class).byUs());
      assertEquals(CloseCode.SILENT, agent.closeCode());
    }
  }

  @Test
  void aSocketThatSaysNothingAtAllIsClosed() throws Exception {
    HttpServerOptions options =
        AgentServerOptions.create(AgentSettings.DEFAULT, Duration.ofMillis(500));
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT, options);
        RawClient client = RawClient.open(bench.port())) {
      assertEquals(0, client.readToEnd().length);
    }
  }

  @Test
  void withoutAKeyASubprotocolOrAnUpgradeThereIsNoSocket() throws Exception {
    try (IngestBench bench = new IngestBench(AgentSettings.DEFAULT)) {
      assertTrue(answer(bench, "").startsWith("HTTP/1.1 426"));
      String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
      assertTrue(answer(bench, upgrade).startsWith("HTTP/1.1 400"));
      String offered = upgrade + "Sec-WebSocket-Protocol: forebell.v1\r\n";
      assertTrue(answer(bench, offered).startsWith("HTTP/1.1 401"));
      assertEquals(0, bench.counters.snapshot().opened());
    }
  }

  private static String answer(IngestBench bench, String headers) throws IOException {
    try (RawClient client = RawClient.open(bench.port())) {
      client.write(
          ("GET /agent/v1 HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      return client.head();
    }
  }

  @Test
  void aStormIsTurnedIntoAQueue() throws Exception {
    AgentSettings d = AgentSettings.DEFAULT;
    AgentSettings slow =
        new AgentSettings(
            d.wire(), 100, 1, 2, d.helloWithin(), d.silence(), 1, 16, d.queuedBytes());
    try (IngestBench bench = new IngestBench(slow)) {
      bench.agent("a").welcomed();
      bench.agent("b").welcomed();
      Frame.Reject first = assertInstanceOf(Frame.Reject.class, bench.agent("c").next());
      Frame.Reject second = assertInstanceOf(Frame.Reject.class, bench.agent("d").next());
      assertEquals(Frame.RejectCode.BUSY, first.code());
      assertTrue(second.retryAfter().orElseThrow().compareTo(first.retryAfter().orElseThrow()) > 0);
    }
  }

  /** The count is made on the host's lane, just after the socket has ended. */
  private static long waitForBad(IngestBench bench, BadFrame reason) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (bench.counters.snapshot().bad().get(reason) == 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return bench.counters.snapshot().bad().get(reason);
  }
}
