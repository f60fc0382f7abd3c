package dev.forebell.collector.api;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Hosts kept in memory. */
public final class SampleFleet implements FleetView {
  private final ConcurrentSkipListMap<String, HostNow> hosts = new ConcurrentSkipListMap<>();

  @Override
  public List<HostNow> hosts() {
    return List.copyOf(hosts.values());
  }

  public void put(HostNow host) {
    hosts.put(host.customer() + "/" + host.host(), host);
  }

  /** A host with a full set of values, heard and sampled at {@code heard}. */
  public static HostNow host(
      String customer, String id, HostKind kind, LinkState link, Instant heard, double load) {
    boolean known = link != LinkState.UNKNOWN;
    return new HostNow(
        new HostId(id),
        new CustomerId(customer),
        new SiteId("hq"),
        kind,
        link,
        known ? Optional.of(heard) : Optional.empty(),
        known ? Optional.of(heard) : Optional.empty(),
        known ? Optional.of(facts(id, heard)) : Optional.empty(),
        known ? samples(load) : List.of());
  }

  private static HostFacts facts(String id, Instant heard) {
    return new HostFacts(
        id + ".example",
        "linux",
        "Debian GNU/Linux 12 (bookworm)",
        "amd64",
        16,
        64L << 30,
        heard.minusSeconds(864_000),
        "0.1.0");
  }

  private static List<Sample> samples(double load) {
    List<Sample> samples = new ArrayList<>();
    samples.add(sample("system.cpu.utilization", 1 - load, "cpu.mode", "idle"));
    samples.add(sample("system.cpu.utilization", load, "cpu.mode", "user"));
    samples.add(sample("system.memory.utilization", 0.3 + load / 2, "system.memory.state", "used"));
    samples.add(filesystem("/", 0.42));
    samples.add(filesystem("/var/lib/data", 0.55 + load * 0.45));
    samples.add(
        Sample.unavailable(
            SeriesKey.of("system.disk.io", "system.device", "sda"), Reading.Cause.NO_PERMISSION));
    samples.add(sample("system.network.io", 81_234_567, "network.interface.name", "eth0"));
    return samples;
  }

  private static Sample filesystem(String mountpoint, double used) {
    return sample(
        "system.filesystem.utilization",
        used,
        "system.filesystem.mountpoint",
        mountpoint,
        "system.filesystem.state",
        "used");
  }

  private static Sample sample(String metric, double value, String... attributes) {
    return Sample.of(SeriesKey.of(metric, attributes), value);
  }
}
