package dev.forebell.collector.port;

import dev.forebell.collector.engine.customer.CustomerConfig;
import java.util.List;

/** Customers of the configuration in force. Thread-safe snapshot, never blocks. */
public interface CustomerBook {
  /** By id. */
  List<CustomerConfig> customers();
}
