package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExporterTest {
  private final NodeExporter node = new NodeExporter();
  private final WindowsExporter windows = new WindowsExporter();

  private static void put(RawValues raw, String name, double value, String... labels) {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    raw.put(name, Labels.of(map), value);
  }

  private static Reading of(List<Sample> samples, String metric, String... attributes) {
    SeriesKey key = SeriesKey.of(metric, attributes);
    return samples.stream()
        .filter(sample -> sample.series().equals(key))
        .map(Sample::reading)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + samples));
  }

  private static RawValues processors(long millis, double user, double idle) {
    RawValues raw = new RawValues(millis);
    for (String cpu : List.of("0", "1")) {
      put(raw, "node_cpu_seconds_total", user / 2, "cpu", cpu, "mode", "user");
      put(raw, "node_cpu_seconds_total", idle / 2, "cpu", cpu, "mode", "idle");
    }
    return raw;
  }

  @Test
  void utilisationIsTheShareOfTheTimeInBetween() {
    RawValues before = processors(0, 100, 1000);
    List<Sample> samples =
        node.samples(processors(15_000, 106, 1024), Optional.of(before), new SeriesNames());
    assertEquals(Reading.of(0.2), of(samples, "system.cpu.utilization", "cpu.mode", "user"));
    assertEquals(Reading.of(0.8), of(samples, "system.cpu.utilization", "cpu.mode", "idle"));
    assertEquals(Reading.of(1024), of(samples, "system.cpu.time", "cpu.mode", "idle"));
    assertEquals(Reading.of(2), of(samples, "system.cpu.logical.count"));
    assertFalse(
        node.samples(before, Optional.empty(), new SeriesNames()).stream()
            .anyMatch(sample -> sample.series().metric().equals("system.cpu.utilization")));
  }

  @Test
  void aFilesystemIsAsFullAsDfShowsIt() {
    RawValues raw = new RawValues(0);
    String[] root = {"device", "/dev/sda1", "mountpoint", "/", "fstype", "ext4"};
    String[] tmp = {"device", "tmpfs", "mountpoint", "/run", "fstype", "tmpfs"};
    put(raw, "node_filesystem_size_bytes", 100, root);
    put(raw, "node_filesystem_free_bytes", 30, root);
    put(raw, "node_filesystem_avail_bytes", 20, root);
    put(raw, "node_filesystem_files", 10, root);
    put(raw, "node_filesystem_files_free", 4, root);
    put(raw, "node_filesystem_size_bytes", 5, tmp);
    List<Sample> samples = node.samples(raw, Optional.empty(), new SeriesNames());
    String[] place = {
      Metrics.DEVICE, "/dev/sda1", Metrics.MOUNTPOINT, "/", Metrics.FILESYSTEM_TYPE, "ext4"
    };
    String[] used = {
      Metrics.DEVICE,
      "/dev/sda1",
      Metrics.MOUNTPOINT,
      "/",
      Metrics.FILESYSTEM_TYPE,
      "ext4",
      Metrics.FILESYSTEM_STATE,
      "used"
    };
    assertEquals(Reading.of(70.0 / 90), of(samples, "system.filesystem.utilization", used));
    assertEquals(Reading.of(70), of(samples, "system.filesystem.usage", used));
    assertEquals(Reading.of(0.6), of(samples, "forebell.filesystem.inodes.utilization", place));
    assertFalse(samples.toString().contains("tmpfs"), samples.toString());
  }

  @Test
  void memoryInUseIsWhatIsNotAvailable() {
    RawValues raw = new RawValues(0);
    put(raw, "node_memory_MemTotal_bytes", 100);
    put(raw, "node_memory_MemAvailable_bytes", 40);
    put(raw, "node_memory_SwapTotal_bytes", 0);
    put(raw, "node_memory_SwapFree_bytes", 0);
    List<Sample> samples = node.samples(raw, Optional.empty(), new SeriesNames());
    assertEquals(
        Reading.of(0.6), of(samples, "system.memory.utilization", "system.memory.state", "used"));
    assertFalse(
        samples.toString().contains("system.paging.utilization"), "no swap has no utilisation");
  }

  @Test
  void aWindowsHostHasVolumesServicesAndMemory() {
    RawValues raw = new RawValues(100_000);
    put(raw, "windows_logical_disk_size_bytes", 100, "volume", "C:");
    put(raw, "windows_logical_disk_free_bytes", 10, "volume", "C:");
    put(raw, "windows_logical_disk_size_bytes", 100, "volume", "HarddiskVolume1");
    put(raw, "windows_logical_disk_free_bytes", 1, "volume", "HarddiskVolume1");
    put(raw, "windows_service_state", 1, "name", "spooler", "state", "running");
    put(raw, "windows_service_state", 0, "name", "spooler", "state", "stopped");
    put(raw, "windows_cs_physical_memory_bytes", 8);
    put(raw, "windows_os_physical_memory_free_bytes", 2);
    put(raw, "windows_system_system_up_time", 40);
    List<Sample> samples = windows.samples(raw, Optional.empty(), new SeriesNames());
    assertEquals(
        Reading.of(0.9),
        of(
            samples,
            "system.filesystem.utilization",
            Metrics.DEVICE,
            "C:",
            Metrics.MOUNTPOINT,
            "C:",
            Metrics.FILESYSTEM_STATE,
            "used"));
    assertEquals(Reading.of(1), of(samples, "forebell.service.up", "service.name", "spooler"));
    assertEquals(
        Reading.of(0.75), of(samples, "system.memory.utilization", "system.memory.state", "used"));
    assertEquals(Reading.of(60), of(samples, "system.uptime"));
    assertFalse(samples.toString().contains("HarddiskVolume1"));
  }

  @Test
  void everyNameOfTheMappingIsOneOfOurs() {
    assertTrue(
        node.samples(processors(0, 1, 1), Optional.empty(), new SeriesNames()).stream()
            .allMatch(sample -> Metrics.find(sample.series().metric()).isPresent()));
  }
}
