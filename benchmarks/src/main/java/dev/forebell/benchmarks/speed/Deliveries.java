package dev.forebell.benchmarks.speed;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the commit of an incident to the receipt of its webhook: a real collector with its ledger on
 * disk, alerts that come in by HTTP at a steady rate, and a receiver on loopback. The time of a
 * commit is taken before the disk is asked, so that its cost is part of the figures.
 */
final class Deliveries {
  private static final Pattern INCIDENT = Pattern.compile("\"id\":\"(INC-[^\"]+)\"");
  private static final int STEP_MILLIS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final double NANOS_A_MILLI = 1e6;

  private final Map<String, Long> received = new ConcurrentHashMap<>();
  private final Bench bench;
  private final int rate;
  private final int seconds;
  private Duration rained = Duration.ZERO;

  private Deliveries(Bench bench, int rate, int seconds) {
    this.bench = bench;
    this.rate = rate;
    this.seconds = seconds;
  }

  static List<Row> deliveries(Bench bench) throws InterruptedException {
    return List.of(
        new Deliveries(bench, 1, 40).measured(), new Deliveries(bench, 100, 20).measured());
  }

  static List<Row> many(Bench bench) throws InterruptedException {
    return List.of(new Deliveries(bench, 1000, 10).measured());
  }

  private Row measured() throws InterruptedException {
    try {
      return measure();
    } catch (IOException e) {
      return new Row(rate + " incidents a second", "failed: " + e.getMessage(), "");
    }
  }

  private Row measure() throws IOException, InterruptedException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", exchange -> receive(exchange));
    receiver.start();
    Path data = bench.work().resolve("data-" + rate);
    try (Server collector = start(receiver.getAddress().getPort(), data);
        HttpClient http = HttpClient.newHttpClient()) {
      URI alerts = address(collector);
      AlertRain rain = new AlertRain(http, alerts, rate, seconds);
      rain.arrive();
      rained = rain.fall();
      awaitAll();
    } finally {
      receiver.stop(0);
    }
    return row(millis(data));
  }

  private void receive(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    long at = nanos(Instant.now());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher incident = INCIDENT.matcher(body);
    boolean opens =
        body.contains("\"type\":\"incident.opened\"") && !body.contains(AlertRain.FIRST);
    if (opens && incident.find()) {
      received.putIfAbsent(incident.group(1), at);
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private Server start(int port, Path data) throws IOException, InterruptedException {
    String config = "config-" + rate + "/";
    StringBuilder sources = new StringBuilder("sources:\n");
    for (int n = 0; n < AlertRain.CUSTOMERS; n++) {
      sources.append(
          "  - {id: rain%d, customer: c%d, site: hq, interval: 5m, sha256: %s}\n"
              .formatted(n, n, hash(n)));
      bench.file(
          config + "customers/c" + n + ".yaml",
          """
          customer: {id: c%1$d, code: C%1$d, zone: Europe/Berlin, people: 61, people_share: 50%%, contract: usual, webhooks: [desk]}
          sites: [{id: hq}]
          """
              .formatted(n));
    }
    bench.file(config + "collector.yaml", sources.toString());
    bench.file(
        config + "contracts/usual.yaml",
        """
        contract: {id: usual, valid_from: 2000-01-01, calendar: always}
        targets:
          - {clock: response, anchor: "first_of(detected, reported)", amount: 30m}
          - {clock: resolution, anchor: detected, amount: 4h}
        """);
    bench.file(
        config + "rules/alerts.yaml",
        """
        rules:
          - id: foreign-alert
            kind: threshold
            metric: forebell.alert.level
            means: outage
            levels: [{severity: critical, above: 0.5, clear: 0.5}]
            clear_for: 0s
        """);
    bench.file(
        config + "webhooks/desk.yaml",
        "webhook: {id: desk, url: \"http://127.0.0.1:"
            + port
            + "\", allow: [127.0.0.0/8], concurrency: 16}\n");
    Server collector =
        Server.start(
            bench.work().resolve("collector-" + rate + ".log"),
            List.of(
                bench.home().resolve("forebell").toString(),
                "collector",
                "--config",
                bench.work().resolve("config-" + rate).toString(),
                "--data",
                data.toString(),
                "--port",
                "0"));
    collector.awaits("ready");
    return collector;
  }

  private static URI address(Server collector) throws IOException {
    Matcher console = Pattern.compile("console +(http://\\S+)").matcher(collector.said());
    if (!console.find()) {
      throw new IOException("it did not say where it listens:\n" + collector.said());
    }
    return URI.create(console.group(1)).resolve("/api/v1/alertmanager");
  }

  private static String hash(int customer) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((AlertRain.TOKEN + customer).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private void awaitAll() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (received.size() < rate * seconds) {
      if (System.nanoTime() > deadline) {
        throw new IOException(received.size() + " of " + rate * seconds + " webhooks came");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
    }
  }

  /** From commit to receipt, in order of length. */
  private List<Double> millis(Path data) throws IOException {
    List<Double> millis = new ArrayList<>();
    try (Connection ledger =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
        Statement statement = ledger.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT incident, recorded_at FROM incident_event WHERE name ="
                    + " 'incident.opened'")) {
      while (rows.next()) {
        Long at = received.get(rows.getString(1));
        if (at != null) {
          millis.add((at - rows.getLong(2)) / NANOS_A_MILLI);
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Collections.sort(millis);
    return millis;
  }

  private Row row(List<Double> millis) {
    return new Row(
        rate
            + " incidents a second, "
            + millis.size()
            + " in "
            + Row.number(rained.toMillis() / 1e3, "s")
            + ": committed to webhook received, p50, p99, longest",
        Row.number(at(millis, 0.5), "ms")
            + ", "
            + Row.number(at(millis, 0.99), "ms")
            + ", "
            + Row.number(millis.getLast(), "ms"),
        "");
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private static long nanos(Instant at) {
    return Math.addExact(
        Math.multiplyExact(at.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), at.getNano());
  }
}
