package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenTelemetryHostTest {
  private final OpenTelemetryHost host = new OpenTelemetryHost();
  private final RawValues raw = new RawValues(10_000);

  private static void put(RawValues raw, String name, double value, String... labels) {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    raw.put(name, Labels.of(map), value);
  }

  private void has(double value, String metric, String... attributes) {
    SeriesKey key = SeriesKey.of(metric, attributes);
    List<Sample> samples = host.samples(raw, Optional.empty(), new SeriesNames());
    assertTrue(
        samples.contains(new Sample(key, Reading.of(value))), "no " + key + " in " + samples);
  }

  @Test
  void processorsAreOneAndTheirSharesFollowFromTheirTimes() {
    RawValues before = new RawValues(0);
    for (String cpu : List.of("cpu0", "cpu1")) {
      put(before, "system.cpu.time", 10, "cpu", cpu, "state", "user");
      put(before, "system.cpu.time", 1, "cpu", cpu, "state", "wait");
      put(before, "system.cpu.time", 100, "cpu", cpu, "state", "idle");
      put(raw, "system.cpu.time", 12, "cpu", cpu, "state", "user");
      put(raw, "system.cpu.time", 2, "cpu", cpu, "state", "wait");
      put(raw, "system.cpu.time", 107, "cpu", cpu, "state", "idle");
    }
    put(raw, "system.cpu.load_average.5m", 3);
    List<Sample> samples = host.samples(raw, Optional.of(before), new SeriesNames());
    for (Sample expected :
        List.of(
            Sample.of(SeriesKey.of("system.cpu.utilization", "cpu.mode", "user"), 0.2),
            Sample.of(SeriesKey.of("system.cpu.utilization", "cpu.mode", "iowait"), 0.1),
            Sample.of(SeriesKey.of("system.cpu.time", "cpu.mode", "idle"), 214),
            Sample.of(SeriesKey.of("system.cpu.logical.count"), 2),
            Sample.of(SeriesKey.of("forebell.cpu.load_per_cpu"), 1.5))) {
      assertTrue(samples.contains(expected), expected + " is not in " + samples);
    }
  }

  @Test
  void usedMemoryIsWhatIsNotAvailableWhereThatIsKnown() {
    put(raw, "system.memory.usage", 50, "state", "used");
    put(raw, "system.memory.usage", 20, "state", "free");
    put(raw, "system.memory.usage", 10, "state", "buffered");
    put(raw, "system.memory.usage", 20, "state", "cached");
    put(raw, "system.memory.usage", 7, "state", "slab_reclaimable");
    has(100, "system.memory.limit");
    has(0.5, "system.memory.utilization", "system.memory.state", "used");
    has(10, "system.memory.usage", "system.memory.state", "buffers");
    put(raw, "system.linux.memory.available", 60);
    has(0.4, "system.memory.utilization", "system.memory.state", "used");
  }

  @Test
  void aFilesystemIsAsFullAsDfShowsIt() {
    String[] root = {"device", "/dev/sda1", "mountpoint", "/", "type", "ext4", "mode", "ro"};
    space(70, 20, 10, root);
    space(1, 1, 0, "device", "tmpfs", "mountpoint", "/run", "type", "tmpfs", "mode", "rw");
    String[] ours = {
      Metrics.DEVICE, "/dev/sda1", Metrics.MOUNTPOINT, "/", Metrics.FILESYSTEM_TYPE, "ext4"
    };
    has(100, "system.filesystem.limit", ours);
    has(1, "forebell.filesystem.read_only", ours);
    has(
        70.0 / 90,
        "system.filesystem.utilization",
        Metrics.DEVICE,
        "/dev/sda1",
        Metrics.MOUNTPOINT,
        "/",
        Metrics.FILESYSTEM_TYPE,
        "ext4",
        Metrics.FILESYSTEM_STATE,
        "used");
    assertEquals(
        1,
        host.samples(raw, Optional.empty(), new SeriesNames()).stream()
            .filter(one -> one.series().metric().equals("system.filesystem.limit"))
            .count());
  }

  private void space(double used, double free, double reserved, String... place) {
    String[] states = {"used", "free", "reserved"};
    double[] bytes = {used, free, reserved};
    for (int i = 0; i < states.length; i++) {
      String[] labels = java.util.Arrays.copyOf(place, place.length + 2);
      labels[place.length] = "state";
      labels[place.length + 1] = states[i];
      put(raw, "system.filesystem.usage", bytes[i], labels);
    }
  }

  @Test
  void devicesKeepTheirDirection() {
    put(raw, "system.disk.io", 5, "device", "sda", "direction", "write");
    put(raw, "system.disk.io", 5, "device", "loop0", "direction", "write");
    put(raw, "system.network.errors", 2, "device", "eth0", "direction", "receive");
    put(raw, "system.network.connections", 4, "protocol", "tcp", "state", "ESTABLISHED");
    has(5, "system.disk.io", "system.device", "sda", "disk.io.direction", "write");
    has(
        2,
        "system.network.errors",
        "network.interface.name",
        "eth0",
        "network.io.direction",
        "receive");
    has(
        4,
        "system.network.connection.count",
        "network.transport",
        "tcp",
        "network.connection.state",
        "established");
    assertEquals(3, host.samples(raw, Optional.empty(), new SeriesNames()).size());
  }
}
