package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import oshi.software.os.InternetProtocolStats;

/** TCP connections by state. */
final class ConnectionProbe implements Probe {
  /** Counts the connections now. */
  interface Source {
    TcpConnections read() throws IOException;
  }

  private final Source source;

  ConnectionProbe(Source source) {
    this.source = source;
  }

  static Source linux() {
    KernelFile snmp = new KernelFile("/proc/net/snmp");
    KernelFile sockstat = new KernelFile("/proc/net/sockstat");
    return () -> TcpConnections.parse(snmp.lines(), sockstat.lines());
  }

  static TcpConnections oshi(InternetProtocolStats stats) {
    long established =
        stats.getTCPv4Stats().getConnectionsEstablished()
            + stats.getTCPv6Stats().getConnectionsEstablished();
    return new TcpConnections(OptionalLong.of(established), OptionalLong.empty());
  }

  @Override
  public String name() {
    return "connection";
  }

  @Override
  public List<Sample> read() throws IOException {
    return source.read().samples();
  }
}
