package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.Position;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.RuleId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole configuration folder, read and checked.
 *
 * @param rules in id order, built-in ones included
 * @param contracts by id, every version, valid-from order
 * @param calendars by id; holds {@code always}
 * @param webhooks by id
 * @param runbooks Markdown text by file name
 * @param overrides of each customer, the less specific first
 * @param origins where rules stand; built-in ones stand nowhere
 * @param people who can be told, and how
 * @param places where rotas, special days, windows and silences stand
 */
public record Configuration(
    CollectorConfig collector,
    List<Rule> rules,
    SortedMap<CustomerId, CustomerConfig> customers,
    SortedMap<String, List<Contract>> contracts,
    SortedMap<String, BusinessCalendar> calendars,
    SortedMap<String, WebhookEndpoint> webhooks,
    SortedMap<String, String> runbooks,
    SortedMap<CustomerId, List<CustomerOverride>> overrides,
    SortedMap<RuleId, Position> origins,
    PeopleBook people,
    Places places) {
  public Configuration {
    rules = List.copyOf(rules);
  }

  /** Without overrides; its rules stand nowhere. */
  public Configuration(
      CollectorConfig collector,
      List<Rule> rules,
      SortedMap<CustomerId, CustomerConfig> customers,
      SortedMap<String, List<Contract>> contracts,
      SortedMap<String, BusinessCalendar> calendars,
      SortedMap<String, WebhookEndpoint> webhooks,
      SortedMap<String, String> runbooks) {
    this(
        collector,
        rules,
        customers,
        contracts,
        calendars,
        webhooks,
        runbooks,
        new TreeMap<>(),
        new TreeMap<>(),
        PeopleBook.NONE,
        Places.NONE);
  }

  /** The same with other customers. */
  public Configuration with(SortedMap<CustomerId, CustomerConfig> others) {
    return new Configuration(
        collector, rules, others, contracts, calendars, webhooks, runbooks, overrides, origins,
        people, places);
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
