package dev.forebell.agent.watch;

import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether something listens on the expected ports; the list it is in holds every connection too.
 */
final class PortProbe implements Probe {
  private final List<PortWatch> watches;
  private final List<Path> lists;

  /**
   * @param lists {@code /proc/net/tcp} and {@code tcp6}
   */
  PortProbe(List<PortWatch> watches, List<Path> lists) {
    this.watches = List.copyOf(watches);
    this.lists = List.copyOf(lists);
  }

  static PortProbe ofThisMachine(List<PortWatch> watches) {
    return new PortProbe(watches, List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")));
  }

  @Override
  public String name() {
    return "port";
  }

  @Override
  public CostClass cost() {
    return CostClass.MEDIUM;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path list : lists) {
      // A host without IPv6 has no such list.
      if (Files.exists(list)) {
        lines.addAll(Files.readAllLines(list));
      }
    }
    ListeningPorts ports = ListeningPorts.parse(lines);
    return watches.stream().map(watch -> sample(watch, ports.has(watch))).toList();
  }

  private static Sample sample(PortWatch watch, boolean listening) {
    return Sample.of(
        WatchMetrics.PORT_LISTENING.series(
            Metrics.TRANSPORT,
            "tcp",
            WatchMetrics.SERVER_ADDRESS,
            watch.text().isEmpty() ? "*" : watch.text(),
            WatchMetrics.SERVER_PORT,
            Integer.toString(watch.port())),
        listening ? 1 : 0);
  }
}
