package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TcpConnectionsTest {
  private static final List<String> SNMP =
      List.of(
          "Ip: Forwarding DefaultTTL",
          "Ip: 1 64",
          "Tcp: RtoAlgorithm ActiveOpens CurrEstab InSegs",
          "Tcp: 1 900 37 12000");
  private static final List<String> SOCKSTAT =
      List.of("sockets: used 90", "TCP: inuse 12 orphan 0 tw 5 alloc 14 mem 2", "UDP: inuse 3");

  @Test
  void theKernelsOwnCountsAreTaken() {
    assertEquals(
        new TcpConnections(OptionalLong.of(37), OptionalLong.of(5)),
        TcpConnections.parse(SNMP, SOCKSTAT));
  }

  @Test
  void whatAKernelDoesNotCountIsUnavailable() {
    TcpConnections none = TcpConnections.parse(SNMP.subList(0, 2), List.of("TCP: inuse 12"));
    assertEquals(
        List.of(Reading.unavailable(Cause.NOT_SUPPORTED), Reading.unavailable(Cause.NOT_SUPPORTED)),
        none.samples().stream().map(Sample::reading).toList());
  }
}
