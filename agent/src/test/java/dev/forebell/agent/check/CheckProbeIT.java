package dev.forebell.agent.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks against real servers on loopback. */
@Timeout(120)
class CheckProbeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(one -> one.stop(0));
  }

  @Test
  void anOpenPortIsUpAndAClosedOneDown() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 5, LOOPBACK)) {
      port = socket.getLocalPort();
      List<Sample> samples = read(new Target.Tcp("127.0.0.1", port));
      assertEquals(Reading.of(1), up(samples));
      assertTrue(duration(samples) instanceof Reading.Value);
    }
    List<Sample> samples = read(new Target.Tcp("127.0.0.1", port));
    assertEquals(Reading.of(0), up(samples));
    assertTrue(duration(samples) instanceof Reading.Unavailable, "no answer has no time");
  }

  @Test
  void everySeriesNamesTheElement() throws IOException {
    serve(HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0), 200, "fine");
    for (Sample sample : read(page("http", List.of(), Optional.empty(), true))) {
      assertEquals(Optional.of("gw-01"), sample.series().attributes().get(WatchMetrics.ELEMENT));
    }
  }

  @Test
  void aPageIsJudgedByItsStatusAndWhatItHolds() throws IOException {
    serve(HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0), 503, "please log in");
    List<Sample> samples = read(page("http", List.of(), Optional.empty(), true));
    assertEquals(Reading.of(0), up(samples));
    assertEquals(Reading.of(503), reading(samples, WatchMetrics.CHECK_HTTP_STATUS));
    assertEquals(Reading.of(1), up(read(page("http", List.of(503), Optional.empty(), true))));
    assertEquals(Reading.of(1), up(read(page("http", List.of(503), Optional.of("log in"), true))));
    assertEquals(Reading.of(0), up(read(page("http", List.of(503), Optional.of("welcome"), true))));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedUnlessToldOtherwise(@TempDir Path folder)
      throws Exception {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(TestCertificate.make(folder, "gateway", 200).serving()));
    serve(secure, 200, "fine");
    assertEquals(Reading.of(0), up(read(page("https", List.of(), Optional.empty(), true))));
    List<Sample> samples = read(page("https", List.of(), Optional.empty(), false));
    assertEquals(Reading.of(1), up(samples));
    assertDays(200, samples);

    List<Sample> shaken =
        read(new Target.Tls("127.0.0.1", secure.getAddress().getPort(), "localhost"));
    assertEquals(Reading.of(1), up(shaken));
    assertDays(200, shaken);
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsDownAfterTheTimeOut() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, LOOPBACK)) {
      Target.Http page =
          new Target.Http(
              URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/"),
              List.of(),
              Optional.empty(),
              true);
      assertEquals(Reading.of(0), up(read(page, Duration.ofMillis(300))));
      Target.Tls tls = new Target.Tls("127.0.0.1", mute.getLocalPort(), "127.0.0.1");
      assertEquals(Reading.of(0), up(read(tls, Duration.ofMillis(300))));
    }
  }

  @Test
  void aNameServerIsUpWhenItHasAnAddressForTheName() throws Exception {
    assertEquals(Reading.of(1), up(readDns(0, 1)));
    assertEquals(Reading.of(0), up(readDns(3, 0)), "no such name");
    assertEquals(Reading.of(0), up(readDns(0, 0)), "no address");
  }

  @Test
  void thisMachineAnswersAnEcho() throws IOException {
    boolean ping =
        Files.isExecutable(Path.of("/usr/bin/ping")) || Files.isExecutable(Path.of("/bin/ping"));
    assertTrue(ping || System.getenv("CI") == null, "ping is missing");
    assumeTrue(ping, "needs Debian's iputils-ping");
    assertEquals(Reading.of(1), up(read(new Target.Ping("127.0.0.1"))));
    assertEquals(
        Optional.of(Duration.ofNanos(31_000)),
        Asked.roundTrip("x\nrtt min/avg/max/mdev = 0.030/0.031/0.032/0.000 ms\n"));
  }

  private void serve(HttpServer made, int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    made.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    made.start();
    server = Optional.of(made);
  }

  private Target.Http page(
      String scheme, List<Integer> status, Optional<String> contains, boolean verify) {
    int port = server.orElseThrow().getAddress().getPort();
    return new Target.Http(
        URI.create(scheme + "://127.0.0.1:" + port + "/login"), status, contains, verify);
  }

  private static List<Sample> readDns(int error, int answers) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      Thread serving =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      DatagramPacket question = new DatagramPacket(new byte[512], 512);
                      socket.receive(question);
                      byte[] answer = question.getData();
                      answer[2] = (byte) 0x81;
                      answer[3] = (byte) error;
                      answer[7] = (byte) answers;
                      socket.send(
                          new DatagramPacket(
                              answer, question.getLength(), question.getSocketAddress()));
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      List<Sample> samples =
          read(new Target.Dns("127.0.0.1", socket.getLocalPort(), "example.org"));
      serving.join();
      return samples;
    }
  }

  private static List<Sample> read(Target target) {
    return read(target, PATIENCE);
  }

  private static List<Sample> read(Target target, Duration patience) {
    Check check = new Check("c", Optional.of("gw-01"), target, Duration.ofSeconds(30), patience);
    return new CheckProbe(check, InstantSource.system()).read();
  }

  private static void assertDays(int days, List<Sample> samples) {
    double left =
        ((Reading.Value) reading(samples, WatchMetrics.CERTIFICATE_REMAINING)).value() / 86_400;
    assertEquals(days, left, 1);
  }

  private static Reading up(List<Sample> samples) {
    return reading(samples, WatchMetrics.CHECK_UP);
  }

  private static Reading duration(List<Sample> samples) {
    return reading(samples, WatchMetrics.CHECK_DURATION);
  }

  private static Reading reading(List<Sample> samples, MetricDescriptor metric) {
    return samples.stream()
        .filter(one -> one.series().metric().equals(metric.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(samples.toString()))
        .reading();
  }
}
