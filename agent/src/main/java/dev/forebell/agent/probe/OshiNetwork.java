package dev.forebell.agent.probe;

import dev.forebell.agent.probe.InterfaceCounters.Traffic;
import java.util.List;
import java.util.OptionalLong;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** The interfaces where the system has no file that tells of them. */
final class OshiNetwork implements NetworkSource {
  private final HeldList<NetworkIF> interfaces;

  OshiNetwork(HardwareAbstractionLayer hardware) {
    this.interfaces = new HeldList<>(hardware::getNetworkIFs, NetworkIF::updateAttributes);
  }

  @Override
  public List<InterfaceCounters> read() {
    return interfaces.read().stream().map(OshiNetwork::counters).toList();
  }

  private static InterfaceCounters counters(NetworkIF card) {
    return new InterfaceCounters(
        card.getName(),
        new Traffic(
            card.getBytesRecv(),
            card.getPacketsRecv(),
            card.getInErrors(),
            OptionalLong.of(card.getInDrops())),
        new Traffic(
            card.getBytesSent(), card.getPacketsSent(), card.getOutErrors(), OptionalLong.empty()));
  }
}
