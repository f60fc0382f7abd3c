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
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * One customer with everything the incident machine needs to judge for it.
 *
 * @param code short upper-case code in incident numbers, such as {@code ACME}
 * @param people how many people work there; 0: unknown
 * @param peopleShare share of the people (0..1) from which an outage is an emergency
 * @param notEmergency host, service or rule ids that never make an emergency
 * @param webhooks ids of the endpoints that get this customer's incidents
 * @param suppressions windows and silences of its file
 * @param groupings how conditions of a rule are gathered, by rule; absent: {@link GroupBy#USUAL}
 * @param language of evidence and emergencies
 * @param roster who can be told, and when
 * @param version fingerprint of the configuration it came from
 */
public record CustomerConfig(
    CustomerId id,
    String code,
    ZoneId zone,
    int people,
    double peopleShare,
    SortedSet<String> notEmergency,
    List<String> webhooks,
    Mode mode,
    Estate estate,
    Commitments commitments,
    Suppressions suppressions,
    SortedMap<RuleId, GroupBy> groupings,
    Language language,
    Roster roster,
    String version) {

  /** The same customer with another estate. */
  public CustomerConfig with(Estate another) {
    return new CustomerConfig(
        id,
        code,
        zone,
        people,
        peopleShare,
        notEmergency,
        webhooks,
        mode,
        another,
        commitments,
        suppressions,
        groupings,
        language,
        roster,
        version);
  }

  /** The same customer with these hosts more, or others of those ids. */
  public CustomerConfig withHosts(Collection<Host> joining) {
    return with(estate.with(joining));
  }

  /**
   * The same customer with other promises.
   *
   * @param then fingerprint of the configuration with them
   */
  public CustomerConfig with(Commitments others, String then) {
    return new CustomerConfig(
        id,
        code,
        zone,
        people,
        peopleShare,
        notEmergency,
        webhooks,
        mode,
        estate,
        others,
        suppressions,
        groupings,
        language,
        roster,
        then);
  }

  /** The same customer, with its conditions gathered so, and these people to be told. */
  public CustomerConfig with(SortedMap<RuleId, GroupBy> gathered, Roster told) {
    return new CustomerConfig(
        id,
        code,
        zone,
        people,
        peopleShare,
        notEmergency,
        webhooks,
        mode,
        estate,
        commitments,
        suppressions,
        gathered,
        language,
        told,
        version);
  }

  public SortedMap<SiteId, Site> sites() {
    return estate.sites();
  }

  public SortedMap<HostId, Host> hosts() {
    return estate.hosts();
  }

  public SortedMap<ServiceId, Service> services() {
    return estate.services();
  }

  public List<HostGroup> groups() {
    return estate.groups();
  }

  public Topology topology() {
    return estate.topology();
  }

  public String defaultContract() {
    return commitments.defaultContract();
  }

  public SortedMap<String, List<Contract>> contracts() {
    return commitments.contracts();
  }

  public SortedMap<String, BusinessCalendar> calendars() {
    return commitments.calendars();
  }

  public Amount preventWithin() {
    return commitments.preventWithin();
  }

  /** Whether anything leaves the house for this customer. */
  public enum Mode {
    LIVE,
    /** Everything judged and logged, nothing sent. */
    SHADOW
  }
}
