package dev.forebell.collector.app;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.Comparator;

/**
 * Names one of the engine's machines. Their order is the order of ticks at one instant: detection
 * before incidents, then by customer and host.
 */
sealed interface MachineKey extends Comparable<MachineKey> {
  CustomerId customer();

  /** The detector of a host. */
  record Detector(CustomerId customer, HostId host) implements MachineKey {}

  /** The incident desk of a customer. */
  record Desk(CustomerId customer) implements MachineKey {}

  @Override
  default int compareTo(MachineKey other) {
    return Order.BY_KIND_THEN_NAME.compare(this, other);
  }

  /** Holds the order: an interface has no private constants. */
  final class Order {
    private static final Comparator<MachineKey> BY_KIND_THEN_NAME =
        Comparator.comparing(Order::rank)
            .thenComparing(MachineKey::customer)
            .thenComparing(Order::host);

    private Order() {}

    private static int rank(MachineKey key) {
      return switch (key) {
        case Detector _ -> 0;
        case Desk _ -> 1;
      };
    }

    private static String host(MachineKey key) {
      return switch (key) {
        case Detector detector -> detector.host().value();
        case Desk _ -> "";
      };
    }
  }
}
