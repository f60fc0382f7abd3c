package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.List;

/** What the interfaces that lead out of the host carried. */
final class NetworkProbe implements Probe {
  private final NetworkSource interfaces;

  NetworkProbe(NetworkSource interfaces) {
    this.interfaces = interfaces;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public List<Sample> read() throws IOException {
    return interfaces.read().stream()
        .filter(InterfaceCounters::leadsOut)
        .flatMap(card -> card.samples().stream())
        .toList();
  }
}
