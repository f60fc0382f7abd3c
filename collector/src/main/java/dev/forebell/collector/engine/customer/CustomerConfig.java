package dev.forebell.collector.engine.customer;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * One customer with everything the incident machine needs to judge for it.
 *
 * @param code short upper-case code in incident numbers, such as {@code ACME}
 * @param people how many people work there; 0: unknown
 * @param peopleShare share of the people (0..1) from which an outage is an emergency
 * @param defaultContract id of the contract of hosts and services that name none; empty: not
 *     covered
 * @param notEmergency host, service or rule ids that never make an emergency
 * @param webhooks ids of the endpoints that get this customer's incidents
 * @param contracts by id, every version, valid-from order
 * @param calendars by id; holds {@code always}
 * @param suppressions windows and silences of its file
 * @param version fingerprint of the configuration it came from
 * @param topology what stands on what
 * @param groupings how conditions of a rule are gathered, by rule; absent: {@link GroupBy#USUAL}
 * @param language of evidence and emergencies
 * @param preventWithin how long after its detection a risk is due, in the hours of its contract
 * @param roster who can be told, and when
 */
public record CustomerConfig(
    CustomerId id,
    String code,
    ZoneId zone,
    int people,
    double peopleShare,
    String defaultContract,
    SortedSet<String> notEmergency,
    List<String> webhooks,
    Mode mode,
    SortedMap<SiteId, Site> sites,
    SortedMap<HostId, Host> hosts,
    SortedMap<ServiceId, Service> services,
    List<HostGroup> groups,
    SortedMap<String, List<Contract>> contracts,
    SortedMap<String, BusinessCalendar> calendars,
    Suppressions suppressions,
    String version,
    Topology topology,
    SortedMap<RuleId, GroupBy> groupings,
    Language language,
    Amount preventWithin,
    Roster roster) {
  /** How long a desk has to deal with a risk where the customer says nothing. */
  public static final Amount PREVENT_WITHIN = new Amount.WorkingDays(BigDecimal.valueOf(5));

  /** Nothing stands on anything, rules are grouped as usual, English. */
  public CustomerConfig(
      CustomerId id,
      String code,
      ZoneId zone,
      int people,
      double peopleShare,
      String defaultContract,
      SortedSet<String> notEmergency,
      List<String> webhooks,
      Mode mode,
      SortedMap<SiteId, Site> sites,
      SortedMap<HostId, Host> hosts,
      SortedMap<ServiceId, Service> services,
      List<HostGroup> groups,
      SortedMap<String, List<Contract>> contracts,
      SortedMap<String, BusinessCalendar> calendars,
      Suppressions suppressions,
      String version) {
    this(
        id,
        code,
        zone,
        people,
        peopleShare,
        defaultContract,
        notEmergency,
        webhooks,
        mode,
        sites,
        hosts,
        services,
        groups,
        contracts,
        calendars,
        suppressions,
        version,
        Topology.NONE,
        new TreeMap<>(),
        Language.EN,
        PREVENT_WITHIN,
        Roster.NONE);
  }

  /** The same customer, with this told of what stands on what, grouping, language and risks. */
  public CustomerConfig with(
      Topology standing, SortedMap<RuleId, GroupBy> gathered, Language spoken, Amount preventing) {
    return new CustomerConfig(
        id,
        code,
        zone,
        people,
        peopleShare,
        defaultContract,
        notEmergency,
        webhooks,
        mode,
        sites,
        hosts,
        services,
        groups,
        contracts,
        calendars,
        suppressions,
        version,
        standing,
        gathered,
        spoken,
        preventing,
        roster);
  }

  /** The same customer with one host more, or another one of that id. */
  public CustomerConfig withHost(Host host) {
    SortedMap<HostId, Host> more = new TreeMap<>(hosts);
    more.put(host.id(), host);
    return new CustomerConfig(
        id,
        code,
        zone,
        people,
        peopleShare,
        defaultContract,
        notEmergency,
        webhooks,
        mode,
        sites,
        more,
        services,
        groups,
        contracts,
        calendars,
        suppressions,
        version,
        topology,
        groupings,
        language,
        preventWithin,
        roster);
  }

  /** The same customer, with these people to be told. */
  public CustomerConfig with(Roster people) {
    return new CustomerConfig(
        id,
        code,
        zone,
        this.people,
        peopleShare,
        defaultContract,
        notEmergency,
        webhooks,
        mode,
        sites,
        hosts,
        services,
        groups,
        contracts,
        calendars,
        suppressions,
        version,
        topology,
        groupings,
        language,
        preventWithin,
        people);
  }

  /** Whether anything leaves the house for this customer. */
  public enum Mode {
    LIVE,
    /** Everything judged and logged, nothing sent. */
    SHADOW
  }
}
