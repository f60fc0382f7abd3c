package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;

/**
 * Names one of the engine's machines. Their order is the order of ticks at one instant: detection
 * before incidents, then by customer and host.
 */
sealed interface MachineKey extends Comparable<MachineKey> {
  CustomerId customer();

  /** The detector of a host. */
  record Detector(CustomerId customer, HostId host) implements MachineKey {
    static Detector of(HostProfile profile) {
      return new Detector(profile.customer(), profile.host());
    }
  }

  /** The incident desk of a customer. */
  record Desk(CustomerId customer) implements MachineKey {}

  @Override
  default int compareTo(MachineKey other) {
    int byKind = Integer.compare(Order.rank(this), Order.rank(other));
    int byCustomer = byKind != 0 ? byKind : customer().compareTo(other.customer());
    return byCustomer != 0 ? byCustomer : Order.host(this).compareTo(Order.host(other));
  }

  /** What the order goes by. */
  final class Order {
    private Order() {}

    static int rank(MachineKey key) {
      return switch (key) {
        case Detector _ -> 0;
        case Desk _ -> 1;
      };
    }

    static String host(MachineKey key) {
      return switch (key) {
        case Detector detector -> detector.host().value();
        case Desk _ -> "";
      };
    }
  }
}
