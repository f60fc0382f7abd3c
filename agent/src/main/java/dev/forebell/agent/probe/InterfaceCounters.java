package dev.forebell.agent.probe;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What one network interface carried since it appeared. */
@Pure
record InterfaceCounters(String name, Traffic received, Traffic transmitted) {
  // Ends of tunnels into containers and guests, and the bridges between them, repeat what the real
  // interfaces carry; on a virtualisation host there are hundreds.
  private static final Pattern INNER =
      Pattern.compile("lo\\d*|(veth|docker|br-|virbr|vnet|tap|cni|cali|flannel|cilium|lxc|ifb).*");

  /**
   * One direction.
   *
   * @param dropped empty where the system does not tell
   */
  record Traffic(long bytes, long packets, long errors, OptionalLong dropped) {}

  /** Whether this is a way out of the host, as far as its name tells. */
  boolean leadsOut() {
    return !INNER.matcher(name).matches();
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    add(samples, "receive", received);
    add(samples, "transmit", transmitted);
    return samples;
  }

  private void add(List<Sample> samples, String direction, Traffic traffic) {
    samples.add(sample(Metrics.NETWORK_IO, direction, traffic.bytes()));
    samples.add(sample(Metrics.NETWORK_PACKET_COUNT, direction, traffic.packets()));
    samples.add(sample(Metrics.NETWORK_ERRORS, direction, traffic.errors()));
    traffic
        .dropped()
        .ifPresent(n -> samples.add(sample(Metrics.NETWORK_PACKET_DROPPED, direction, n)));
  }

  private Sample sample(MetricDescriptor metric, String direction, long value) {
    return new Sample(
        metric.series(Metrics.INTERFACE, name, Metrics.NETWORK_DIRECTION, direction),
        Reading.ofNonNegative((double) value));
  }
}
