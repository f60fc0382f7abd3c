package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.model.CustomerId;
import java.util.List;
import java.util.SortedMap;

/**
 * A whole configuration folder, read and checked.
 *
 * @param rules in id order, built-in ones included
 * @param contracts by id, every version, valid-from order
 * @param calendars by id; holds {@code always}
 * @param webhooks by id
 * @param runbooks Markdown text by file name
 */
public record Configuration(
    CollectorConfig collector,
    List<Rule> rules,
    SortedMap<CustomerId, CustomerConfig> customers,
    SortedMap<String, List<Contract>> contracts,
    SortedMap<String, BusinessCalendar> calendars,
    SortedMap<String, WebhookEndpoint> webhooks,
    SortedMap<String, String> runbooks) {
  public Configuration {
    rules = List.copyOf(rules);
  }

  /** Fingerprint of all that decides about incidents: rules, customers, contracts, calendars. */
  public String version() {
    StringBuilder parts = new StringBuilder();
    rules.forEach(rule -> parts.append(rule.id()).append(rule.version()).append('\n'));
    customers.forEach((id, customer) -> parts.append(id).append(customer.version()).append('\n'));
    contracts.values().stream()
        .flatMap(List::stream)
        .forEach(contract -> parts.append(contract.id()).append(contract.version()).append('\n'));
    calendars.forEach((id, calendar) -> parts.append(id).append(calendar.version()).append('\n'));
    return Fingerprint.of(parts.toString());
  }
}
