package dev.forebell.benchmarks;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.metrics.MetricsPage;
import dev.forebell.collector.port.ExpositionFormat;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.MetricsSource.Names;
import dev.forebell.collector.port.MetricsSource.Scrape;
import dev.forebell.collector.port.Outbox;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.SiteId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One scrape of 100,000 series (1,000 hosts with 100 each, half of the values decimals of many
 * digits, every host with new values since the scrape before) to a reader that takes all at once;
 * beside it the text writer of Prometheus' simpleclient with as many series of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ExpositionBenchmark {
  private static final int HOSTS = 1000;
  private static final int SERIES = 100;
  private static final int GENERATIONS = 4;
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  private final Random random = new Random(1);
  private final List<SeriesKey> keys = keys();
  private final List<List<HostNow>> generations = new ArrayList<>();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final MetricsPage page = page(this::batches);
  private int scrapes;

  private static List<SeriesKey> keys() {
    List<SeriesKey> keys = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      String metric = i % 2 == 0 ? "system.filesystem.usage" : "system.filesystem.utilization";
      keys.add(
          SeriesKey.of(
              metric,
              "system.device",
              "/dev/sda" + i,
              "system.filesystem.mountpoint",
              "/srv/data/" + i,
              "system.filesystem.state",
              "used",
              "system.filesystem.type",
              "ext4"));
    }
    return keys;
  }

  private static MetricsPage page(FleetView fleet) {
    return new MetricsPage(
        new CollectorMeters(),
        fleet,
        new NoIncidents(),
        incident -> List.of(),
        List::of,
        List::of,
        (Outbox)
            Proxy.newProxyInstance(
                Outbox.class.getClassLoader(),
                new Class<?>[] {Outbox.class},
                (proxy, method, arguments) -> List.of()),
        InstantSource.fixed(NOW));
  }

  /** New values of all hosts, as their batches bring them. */
  private List<HostNow> batches() {
    return generations.get(scrapes++ % GENERATIONS);
  }

  @Setup(Level.Trial)
  public void make() {
    for (int i = 0; i < GENERATIONS; i++) {
      generations.add(generation());
    }
  }

  private List<HostNow> generation() {
    List<HostNow> hosts = new ArrayList<>();
    for (int i = 0; i < HOSTS; i++) {
      List<Sample> samples = new ArrayList<>(SERIES);
      for (SeriesKey key : keys) {
        samples.add(Sample.of(key, value(key.metric())));
      }
      hosts.add(
          new HostNow(
              new HostId("server-%04d".formatted(i)),
              CUSTOMER,
              new SiteId("hq"),
              HostKind.SERVER,
              LinkState.UP,
              Optional.of(NOW),
              Optional.of(NOW),
              Optional.empty(),
              List.copyOf(samples)));
    }
    return hosts;
  }

  private double value(String metric) {
    return metric.endsWith("usage") ? random.nextLong(1L << 40) : random.nextDouble();
  }

  /** The same for the peer, which keeps its values itself. */
  @Setup(Level.Trial)
  public void register() {
    for (String metric : List.of("system_filesystem_usage_bytes", "system_filesystem_ratio")) {
      Gauge gauge =
          Gauge.build(metric, "Space")
              .labelNames("host", "customer", "site", "device", "mountpoint", "state", "type")
              .register(registry);
      for (int host = 0; host < HOSTS; host++) {
        for (int i = 0; i < SERIES / 2; i++) {
          gauge
              .labels(
                  "server-%04d".formatted(host),
                  "acme",
                  "hq",
                  "/dev/sda" + i,
                  "/srv/data/" + i,
                  "used",
                  "ext4")
              .set(metric.endsWith("bytes") ? random.nextLong(1L << 40) : random.nextDouble());
        }
      }
    }
  }

  @Benchmark
  public long text() throws IOException {
    return scrape(ExpositionFormat.TEXT);
  }

  @Benchmark
  public long openMetrics() throws IOException {
    return scrape(ExpositionFormat.OPEN_METRICS);
  }

  private long scrape(ExpositionFormat format) throws IOException {
    Counting out = new Counting();
    page.write(new Scrape(Names.OPEN_TELEMETRY, format, Optional.of(CUSTOMER)), out);
    return out.bytes;
  }

  /** What a reader that asks for gzip costs. */
  @Benchmark
  public long gzip() throws IOException {
    Counting out = new Counting();
    try (OutputStream zipped = new Fastest(out)) {
      page.write(
          new Scrape(Names.OPEN_TELEMETRY, ExpositionFormat.TEXT, Optional.of(CUSTOMER)), zipped);
    }
    return out.bytes;
  }

  @Benchmark
  public long simpleclient() throws IOException {
    Counting out = new Counting();
    try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
      TextFormat.write004(writer, registry.metricFamilySamples());
    }
    return out.bytes;
  }

  private static final class Fastest extends GZIPOutputStream {
    Fastest(OutputStream out) throws IOException {
      super(out, 32 * 1024);
      def.setLevel(1);
    }
  }

  /** Takes everything and keeps nothing. */
  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] written, int from, int length) {
      bytes += length;
    }
  }

  private static final class NoIncidents implements IncidentReader {
    @Override
    public Page list(Query query) {
      return new Page(List.of(), Optional.empty());
    }

    @Override
    public Optional<IncidentRow> find(IncidentId id) {
      return Optional.empty();
    }

    @Override
    public List<Recorded> timeline(IncidentId id) {
      return List.of();
    }

    @Override
    public List<Recorded> after(long position, int limit) {
      return List.of();
    }
  }
}
