package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.OptionalLong;

/**
 * TCP connections as the kernel counts them itself, without a walk through their list: IPv4 and
 * IPv6 together.
 */
@Pure
record TcpConnections(OptionalLong established, OptionalLong timeWait) {
  /**
   * From Linux's texts.
   *
   * @param snmp {@code /proc/net/snmp}: a line of names, then a line of numbers, per protocol
   * @param sockstat {@code /proc/net/sockstat}: names and numbers take turns
   */
  static TcpConnections parse(List<String> snmp, List<String> sockstat) {
    return new TcpConnections(established(snmp), timeWait(sockstat));
  }

  private static OptionalLong established(List<String> snmp) {
    List<String> tcp = snmp.stream().filter(line -> line.startsWith("Tcp:")).toList();
    if (tcp.size() != 2) {
      return OptionalLong.empty();
    }
    int column = List.of(tcp.get(0).split(" ", -1)).indexOf("CurrEstab");
    String[] numbers = tcp.get(1).split(" ", -1);
    return column < 0 || column >= numbers.length
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(numbers[column]));
  }

  private static OptionalLong timeWait(List<String> sockstat) {
    for (String line : sockstat) {
      List<String> words = List.of(line.split(" ", -1));
      int name = words.indexOf("tw");
      if (line.startsWith("TCP:") && name >= 0 && name + 1 < words.size()) {
        return OptionalLong.of(Long.parseLong(words.get(name + 1)));
      }
    }
    return OptionalLong.empty();
  }

  List<Sample> samples() {
    return List.of(sample("established", established), sample("time_wait", timeWait));
  }

  private static Sample sample(String state, OptionalLong count) {
    return new Sample(
        Metrics.NETWORK_CONNECTION_COUNT.series(
            Metrics.TRANSPORT, "tcp", Metrics.CONNECTION_STATE, state),
        count.isPresent()
            ? Reading.ofNonNegative((double) count.getAsLong())
            : Reading.unavailable(Cause.NOT_SUPPORTED));
  }
}
