package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;

/**
 * How much of everything a configuration holds.
 *
 * @param counts rules, customers, hosts, services, contracts, calendars, webhooks, runbooks, in
 *     this order
 */
public record Contents(SequencedMap<String, Integer> counts) {

  public static Contents of(Configuration configuration) {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    counts.put("rules", configuration.rules().size());
    counts.put("customers", configuration.customers().size());
    counts.put("hosts", inCustomers(configuration, customer -> customer.hosts().size()));
    counts.put("services", inCustomers(configuration, customer -> customer.services().size()));
    counts.put("contracts", sizes(configuration.contracts()));
    counts.put("calendars", configuration.calendars().size());
    counts.put("webhooks", configuration.webhooks().size());
    counts.put("runbooks", configuration.runbooks().size());
    return new Contents(counts);
  }

  private static int inCustomers(
      Configuration configuration, ToIntFunction<CustomerConfig> number) {
    return configuration.customers().values().stream().mapToInt(number).sum();
  }

  private static int sizes(Map<String, ? extends Collection<?>> lists) {
    return lists.values().stream().mapToInt(Collection::size).sum();
  }
}
