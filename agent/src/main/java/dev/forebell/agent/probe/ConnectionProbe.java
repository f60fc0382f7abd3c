package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import oshi.software.os.InternetProtocolStats;

/** TCP connections by state. */
final class ConnectionProbe implements Probe {
  private static final Path SNMP = Path.of("/proc/net/snmp");
  private static final Path SOCKSTAT = Path.of("/proc/net/sockstat");

  /** Counts the connections now. */
  interface Source {
    TcpConnections read() throws IOException;
  }

  private final Source source;

  ConnectionProbe(Source source) {
    this.source = source;
  }

  static TcpConnections linux() throws IOException {
    return TcpConnections.parse(Files.readAllLines(SNMP), Files.readAllLines(SOCKSTAT));
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
