package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.FILESYSTEM_INODES_UTILIZATION;
import static dev.forebell.common.model.Metrics.FILESYSTEM_LIMIT;
import static dev.forebell.common.model.Metrics.FILESYSTEM_STATE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_USAGE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_UTILIZATION;
import static dev.forebell.common.model.Metrics.MOUNTPOINT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The probes against what the machine's own tools and files say. */
@Timeout(60)
class ThisMachineIT {
  private static final String SHM = "/dev/shm";

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/1/stat")), "needs Linux");
  }

  @Test
  void everySampleIsOfAKnownMetricWithItsAttributesAndNoSeriesComesTwice() throws Exception {
    Map<String, Reading> seen = new TreeMap<>();
    for (Sample sample : readAll(FilesystemSelection.REAL_ONES)) {
      MetricDescriptor metric = Metrics.find(sample.series().metric()).orElseThrow();
      assertTrue(
          metric.attributes().containsAll(sample.series().attributes().values().keySet()),
          sample + " has other attributes than " + metric);
      assertEquals(
          null, seen.put(sample.series().toString(), sample.reading()), "twice: " + sample);
    }
    assertTrue(seen.size() > 40, "only " + seen.size() + " series");
  }

  @Test
  void filesystemsAgreeWithDf() throws Exception {
    assumeTrue(Files.isDirectory(Path.of(SHM)), "needs " + SHM);
    List<Sample> samples = readAll(new FilesystemSelection(List.of(SHM), List.of()));
    for (Map.Entry<String, Reading> limit : at(samples, FILESYSTEM_LIMIT, "").entrySet()) {
      String place = limit.getKey();
      Map<String, Long> df = df(place, "size,used,avail");
      double size = ((Reading.Value) limit.getValue()).value();
      assertEquals(df.get("size").doubleValue(), size, place);
      near(df.get("used"), at(samples, FILESYSTEM_USAGE, "used").get(place), size * 0.02, place);
      near(df.get("avail"), at(samples, FILESYSTEM_USAGE, "free").get(place), size * 0.02, place);
      double share = (double) df.get("used") / (df.get("used") + df.get("avail"));
      near(share, at(samples, FILESYSTEM_UTILIZATION, "used").get(place), 0.02, place);
    }
    assertTrue(at(samples, FILESYSTEM_LIMIT, "").containsKey(SHM), "the included tmpfs");
    Map<String, Long> inodes = df(SHM, "itotal,iused");
    near(
        (double) inodes.get("iused") / inodes.get("itotal"),
        at(samples, FILESYSTEM_INODES_UTILIZATION, "").get(SHM),
        0.01,
        "inodes of " + SHM);
  }

  @Test
  void memoryAndLoadAgreeWithProc() throws Exception {
    List<Sample> samples = readAll(FilesystemSelection.REAL_ONES);
    KeyedNumbers meminfo = new KeyedNumbers(Files.readString(Path.of("/proc/meminfo")));
    double total = (double) meminfo.get("MemTotal").orElseThrow();
    assertEquals(total, Readings.number(samples, Metrics.MEMORY_LIMIT));
    assertEquals(
        (double) meminfo.get("MemAvailable").orElseThrow(),
        Readings.number(samples, Metrics.MEMORY_LINUX_AVAILABLE),
        total * 0.1);
    double load = Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[2]);
    assertEquals(load, Readings.number(samples, Metrics.LOAD_AVERAGE_15M), load * 0.2 + 0.5);
  }

  @Test
  void thisProcessAndThisBootAreSeen() throws Exception {
    List<Sample> samples = readAll(FilesystemSelection.REAL_ONES);
    assertTrue(
        Readings.number(samples, Metrics.PROCESS_COUNT, Metrics.PROCESS_STATE, "running")
                + Readings.number(samples, Metrics.PROCESS_COUNT, Metrics.PROCESS_STATE, "sleeping")
            >= 2);
    assertTrue(Readings.number(samples, AgentMetrics.AGENT_MEMORY_USAGE) > 10 << 20);
    HostFactsProbe host = HostFactsProbe.ofThisMachine();
    HostFacts facts = host.read("test");
    double uptime = Readings.number(samples, Metrics.UPTIME);
    double sinceBoot = Duration.between(facts.bootedAt(), Instant.now()).toMillis() / 1000.0;
    assertEquals(sinceBoot, uptime, 15);
    assertEquals(Runtime.getRuntime().availableProcessors(), facts.logicalCpus());
    assertEquals("linux", facts.osType());
    assertEquals(36, host.bootId().length());
  }

  private static List<Sample> readAll(FilesystemSelection selection) throws IOException {
    List<Sample> samples = new ArrayList<>();
    SystemSettings settings = new SystemSettings(selection, true, List.of());
    for (Probe probe :
        Probes.ofThisMachine(settings, OwnUsageReader.ofThisProcess(), () -> BufferLevel.EMPTY)) {
      samples.addAll(probe.read());
    }
    return samples;
  }

  private static Map<String, Reading> at(
      List<Sample> samples, MetricDescriptor metric, String state) {
    Map<String, Reading> byPlace = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.series().metric().equals(metric.name())
          && sample.series().attributes().get(FILESYSTEM_STATE).orElse("").equals(state)) {
        byPlace.put(sample.series().attributes().get(MOUNTPOINT).orElseThrow(), sample.reading());
      }
    }
    return byPlace;
  }

  private static void near(double expected, Reading actual, double within, String what) {
    assertEquals(expected, ((Reading.Value) actual).value(), within, what);
  }

  private static Map<String, Long> df(String place, String columns)
      throws IOException, InterruptedException {
    Process df =
        new ProcessBuilder("df", "--block-size=1", "--output=" + columns, "--", place).start();
    try (BufferedReader output = df.inputReader()) {
      List<String> lines = output.readAllLines();
      assertEquals(0, df.waitFor(), "df " + place);
      String[] names = columns.split(",", -1);
      String[] numbers = lines.get(1).strip().split("\\s+", -1);
      Map<String, Long> values = new TreeMap<>();
      for (int i = 0; i < names.length; i++) {
        values.put(names[i], Long.parseLong(numbers[i]));
      }
      return values;
    }
  }
}
