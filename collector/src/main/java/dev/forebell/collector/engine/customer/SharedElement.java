package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.List;

/**
 * An element of a provider that a customer uses: a virtualisation host, a storage, an uplink.
 *
 * @param provider the customer under which the element is configured
 * @param element its host there
 * @param hosts of this customer that stand on it; empty: none that is watched
 */
public record SharedElement(CustomerId provider, HostId element, List<HostId> hosts) {
  public SharedElement {
    hosts = List.copyOf(hosts);
  }
}
