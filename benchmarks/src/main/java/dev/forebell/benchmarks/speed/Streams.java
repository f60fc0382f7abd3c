package dev.forebell.benchmarks.speed;

import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same remote-write stream to Forebell, Prometheus and VictoriaMetrics, one after another. */
final class Streams {
  private static final int HOSTS = 1000;
  private static final int SERIES = 100;
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration WARM = Duration.ofSeconds(120);
  private static final Duration LENGTH = Duration.ofSeconds(40);
  private static final String TOKEN = "speed";
  private static final Pattern CONSOLE = Pattern.compile("console +(http://[^/\\s]+)");

  private Streams() {}

  /** Starts a server, if it is installed. */
  private interface Start {
    Optional<Server> start(Bench bench) throws IOException, InterruptedException;
  }

  static List<Row> stream(Bench bench) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    rows.addAll(measured(bench, "Forebell, judged by its rules", TOKEN, Streams::forebell));
    rows.addAll(measured(bench, "Prometheus, ingest alone", "", Streams::prometheus));
    rows.addAll(measured(bench, "VictoriaMetrics, ingest alone", "", Streams::victoria));
    return rows;
  }

  private static List<Row> measured(Bench bench, String who, String token, Start start)
      throws IOException, InterruptedException {
    String what = "remote write, 1000 hosts of 100 series each 2 s: " + who;
    Optional<Server> started = start.start(bench);
    if (started.isEmpty()) {
      return List.of(new Row(what, "not installed", ""));
    }
    try (Server server = started.get()) {
      System.err.println("speed: " + what);
      RemoteWriteStream stream = new RemoteWriteStream(server.write(), token, HOSTS, INTERVAL);
      stream.run(WARM);
      long before = stream.sent();
      Duration cpu = server.cpu();
      stream.run(LENGTH);
      double millions = (stream.sent() - before) / 1e6;
      long wanted = LENGTH.dividedBy(INTERVAL) * HOSTS * SERIES;
      double seconds = server.cpu().minus(cpu).toMillis() / 1e3;
      return List.of(
          new Row(what + ", per million samples", Row.number(seconds / millions, "CPU-s"), ""),
          new Row(what + ", taken in of what came", Row.number(millions * 1e8 / wanted, "%"), ""),
          new Row(what + ", resident memory", Row.number(server.memory(), "MiB"), ""));
    }
  }

  private static Optional<Server> forebell(Bench bench) throws IOException, InterruptedException {
    Path config = bench.work().resolve("config");
    for (String part : List.of("rules", "runbooks", "calendars")) {
      copy(bench.home().resolve("config").resolve(part), config.resolve(part));
    }
    bench.file(
        "config/collector.yaml",
        "sources: [{id: s, customer: speed, site: hq, interval: 2s, max_hosts: 2000, sha256: "
            + TokenHash.of(new Secret(TOKEN)).hex()
            + "}]\n");
    bench.file(
        "config/contracts/c.yaml",
        """
        contract: {id: c, valid_from: 2000-01-01, calendar: always}
        targets: [{clock: response, anchor: detected, amount: 1h}]
        """);
    bench.file(
        "config/customers/speed.yaml",
        """
        customer: {id: speed, code: SPEED, zone: UTC, people: 5, contract: c, mode: shadow}
        sites: [{id: hq}]
        hosts: []
        """);
    Path home = bench.home();
    Server server =
        Server.start(
            bench.work().resolve("forebell.log"),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("collector/src/main/dist/collector.jvmflags"),
                "-XX:TieredStopAtLevel=4",
                "-XX:MaxNewSize=128m",
                "-cp",
                home.resolve("collector/target/collector.jar")
                    + ":"
                    + home.resolve("collector/target/lib")
                    + "/*",
                "dev.forebell.collector.app.Main",
                "collector",
                "--config",
                config.toString(),
                "--data",
                bench.work().resolve("data").toString(),
                "--port",
                "0"));
    server.awaits("ready");
    Matcher matcher = CONSOLE.matcher(server.said());
    if (!matcher.find()) {
      throw new IOException("it did not say where it is:\n" + server.said());
    }
    server.writes(URI.create(matcher.group(1) + "/api/v1/write"));
    return Optional.of(server);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Optional<Server> prometheus(Bench bench) throws IOException, InterruptedException {
    int port = freePort();
    Path file = bench.file("prometheus.yml", "global: {scrape_interval: 1h}\n");
    return peer(
        bench,
        "prometheus",
        port,
        "Server is ready",
        "--config.file=" + file,
        "--storage.tsdb.path=" + bench.work().resolve("tsdb"),
        "--web.enable-remote-write-receiver",
        "--web.listen-address=127.0.0.1:" + port);
  }

  private static Optional<Server> victoria(Bench bench) throws IOException, InterruptedException {
    int port = freePort();
    return peer(
        bench,
        "victoria-metrics",
        port,
        "started VictoriaMetrics",
        "-storageDataPath=" + bench.work().resolve("victoria"),
        "-httpListenAddr=127.0.0.1:" + port);
  }

  private static Optional<Server> peer(
      Bench bench, String name, int port, String ready, String... options)
      throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(List.of(options));
    Server server = Server.start(bench.work().resolve(name + ".log"), command);
    server.awaits(ready);
    server.writes(URI.create("http://127.0.0.1:" + port + "/api/v1/write"));
    return Optional.of(server);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
