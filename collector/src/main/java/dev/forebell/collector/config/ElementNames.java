package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.Collection;
import java.util.List;

/** How complaints name an element of a provider: {@code hv-01 of dc}. */
final class ElementNames {
  private ElementNames() {}

  static String of(CustomerId provider, HostId element) {
    return element + " of " + provider;
  }

  /** Every host of every customer: what another customer may use. */
  static List<String> of(Collection<CustomerConfig> customers) {
    return customers.stream()
        .flatMap(
            customer -> customer.hosts().keySet().stream().map(host -> of(customer.id(), host)))
        .toList();
  }
}
