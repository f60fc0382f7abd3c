package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.common.model.HostKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream over a real socket. */
@Timeout(60)
class EventStreamIT {
  private final Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final WebFixture web = WebFixture.start();

  @AfterEach
  void stop() {
    web.close();
  }

  private void happens(int number, String padding) {
    web.incidents.put(
        SampleIncident.open(
                now, "INC-ACME-2026-" + number, "acme", "h", "host-down", Duration.ofMinutes(1))
            .with("subject", padding)
            .json(),
        now,
        "incident.opened",
        "system:engine",
        Reason.SILENT_CONFIRMED);
  }

  @Test
  void commitsArriveLiveWithTheirPosition() throws Exception {
    try (Reader reader = new Reader("")) {
      assertEquals("event: time", reader.next("event:"));
      happens(1, "");
      assertEquals("id: 1", reader.next("id:"));
      assertEquals("event: incident", reader.next("event:"));
      assertTrue(reader.next("data:").contains("\"recorded_at\":\"2026-11-21T09:00:00.004Z\""));
    }
  }

  @Test
  void aReturningReaderGetsWhatItMissedOnceAndInOrder() throws Exception {
    for (int i = 1; i <= 1_200; i++) {
      happens(i, "");
    }
    try (Reader reader = new Reader("Last-Event-ID: 3\r\n")) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        ids.add(reader.next("id:"));
      }
      // Committed while the reader still catches up: it follows, once.
      happens(1_201, "");
      while (ids.size() < 1_198) {
        ids.add(reader.next("id:"));
      }
      List<String> expected = new ArrayList<>();
      for (int i = 4; i <= 1_201; i++) {
        expected.add("id: " + i);
      }
      assertEquals(expected, ids);
    }
  }

  @Test
  void hostChangesAreTold() throws Exception {
    try (Reader reader = new Reader("")) {
      reader.next("event: time");
      web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.UP, now, 0.5));
      reader.next("event: host");
      assertTrue(reader.next("data:").contains("\"link\":\"up\""));
      web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.DOWN, now, 0.5));
      reader.next("event: host");
      assertTrue(reader.next("data:").contains("\"link\":\"down\""));
    }
  }

  @Test
  void whoFollowsIncidentsAloneHearsOfNoHost() throws Exception {
    try (Reader incidents = new Reader("?of=incidents", "");
        Reader all = new Reader("")) {
      incidents.next("event: time");
      all.next("event: time");
      web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.DOWN, now, 0.5));
      all.next("event: host");
      happens(1, "");
      assertEquals("event: incident", incidents.next("event:"));
    }
  }

  @Test
  void whatChangedWhileNobodyListenedIsNoNews() throws Exception {
    web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.UP, now, 0.5));
    try (Reader first = new Reader("")) {
      first.next("event: time");
    }
    await("stream closed");
    web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.DOWN, now, 0.5));
    try (Reader second = new Reader("")) {
      second.next("event: time");
      web.fleet.put(SampleFleet.host("acme", "h", HostKind.SERVER, LinkState.AWAY, now, 0.5));
      second.next("event: host");
      assertTrue(second.next("data:").contains("\"link\":\"away\""));
    }
  }

  @Test
  void aReaderThatDoesNotReadIsDropped() throws Exception {
    try (Reader idle = new Reader("")) {
      idle.next("event: time");
      String padding = "x".repeat(16_000);
      for (int i = 1; i <= 4 * EventClient.MAX_WAITING; i++) {
        happens(i, padding);
      }
      await("stream dropped");
      idle.untilClosed();
    }
  }

  @Test
  void aReaderThatLeavesIsForgotten() throws Exception {
    try (Reader reader = new Reader("")) {
      reader.next("event: time");
    }
    await("stream closed");
  }

  private void await(String observation) throws InterruptedException {
    String seen = "";
    while (!observation.equals(seen)) {
      seen = web.observed.poll(30, TimeUnit.SECONDS);
      assertNotNull(seen, "never observed: " + observation);
    }
  }

  @Test
  void aMalformedPositionIsRefused() throws Exception {
    int status =
        Http.rawStatus(
            web.port(),
            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: x\r\n\r\n");
    assertEquals(400, status);
  }

  /** A client that reads line by line, when asked. */
  private final class Reader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Reader(String headers) throws IOException {
      this("", headers);
    }

    Reader(String query, String headers) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
      socket.setSoTimeout(20_000);
      String request =
          "GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next line that begins so; chunk sizes and other lines are passed over. */
    String next(String beginning) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      throw new IOException("the stream ended before '" + beginning + "'");
    }

    /** Fails by its time-out if the server keeps the connection. */
    void untilClosed() throws IOException {
      try {
        lines.transferTo(Writer.nullWriter());
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException reset) {
        // A reset is a close, too.
        assertTrue(reset.getMessage().contains("reset"), reset::toString);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
