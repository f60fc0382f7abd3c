package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.INTERFACE;
import static dev.forebell.common.model.Metrics.NETWORK_DIRECTION;
import static dev.forebell.common.model.Metrics.NETWORK_ERRORS;
import static dev.forebell.common.model.Metrics.NETWORK_IO;
import static dev.forebell.common.model.Metrics.NETWORK_PACKET_COUNT;
import static dev.forebell.common.model.Metrics.NETWORK_PACKET_DROPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkStatsTest {
  private static final List<InterfaceCounters> ALL =
      NetworkStats.parse(
          """
          Inter-|   Receive                                                |  Transmit
           face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
              lo:    4080      60    0    0    0     0          0         0     4080      60    0    0    0     0       0          0
            eth0:18446744 270 1 2 0 0 0 0 9900 110 3 4 0 0 0 0
          veth1a2b: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
          bond0.10: 5 5 0 0 0 0 0 0 5 5 0 0 0 0 0 0
          br-4f00: 5 5 0 0 0 0 0 0 5 5 0 0 0 0 0 0
          """
              .lines()
              .toList());

  @Test
  void bothDirectionsAreReadAlsoWhereNumbersTouchTheName() {
    List<Sample> samples = ALL.get(1).samples();
    assertEquals(18_446_744, number(samples, NETWORK_IO, "receive"));
    assertEquals(9_900, number(samples, NETWORK_IO, "transmit"));
    assertEquals(270, number(samples, NETWORK_PACKET_COUNT, "receive"));
    assertEquals(1, number(samples, NETWORK_ERRORS, "receive"));
    assertEquals(3, number(samples, NETWORK_ERRORS, "transmit"));
    assertEquals(2, number(samples, NETWORK_PACKET_DROPPED, "receive"));
    assertEquals(4, number(samples, NETWORK_PACKET_DROPPED, "transmit"));
  }

  @Test
  void onlyInterfacesThatLeadOutOfTheHostCount() {
    assertEquals(
        List.of("eth0", "bond0.10"),
        ALL.stream().filter(InterfaceCounters::leadsOut).map(InterfaceCounters::name).toList());
  }

  private static double number(List<Sample> samples, MetricDescriptor metric, String direction) {
    return Readings.number(samples, metric, INTERFACE, "eth0", NETWORK_DIRECTION, direction);
  }
}
