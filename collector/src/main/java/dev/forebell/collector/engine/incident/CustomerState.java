package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.emergency.PeopleCount;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pcollections.TreePMap;

/**
 * One customer as the incident machine knows it: plain, ordered, immutable. The maps share all but
 * a path with those of the step before, so that a step costs the same however much is open.
 *
 * @param incidents open ones, and resolved ones until they close
 * @param conditions that hold now, notes and suppressed ones included
 * @param held finds those that a step asks for; derived from them and from the incidents
 * @param people last counts
 * @param lastNumber highest incident number given so far
 * @param quiet what is not to be announced
 * @param links how each host's link stands, as detection last said
 * @param wakes when an incident next needs a tick; derived from the rest
 * @param index finds incidents; derived from them
 */
public record CustomerState(
    CustomerConfig config,
    SortedMap<IncidentId, Incident> incidents,
    SortedMap<ConditionKey, HeldCondition> conditions,
    HeldIndex held,
    SortedMap<HostId, PeopleCount> people,
    long lastNumber,
    Quiet quiet,
    HostLinks links,
    WakeTimes wakes,
    IncidentIndex index) {
  public CustomerState {
    incidents = shared(incidents);
    conditions = shared(conditions);
    people = shared(people);
  }

  private static <K, V> TreePMap<K, V> shared(SortedMap<K, V> map) {
    return TreePMap.fromSortedMap(map);
  }

  /** A customer of whom nothing is known yet. */
  public static CustomerState of(CustomerConfig config) {
    return new CustomerState(
        config,
        new TreeMap<>(),
        new TreeMap<>(),
        HeldIndex.EMPTY,
        new TreeMap<>(),
        0,
        Quiet.NONE,
        HostLinks.NONE,
        WakeTimes.NONE,
        IncidentIndex.EMPTY);
  }

  /**
   * The customer after a restart.
   *
   * @param events of all incidents that are not closed, in order of number per incident
   * @param conditions that held, from the watches; how links stand is told anew by detection
   * @param lastNumber highest incident number ever given to this customer, closed ones included
   */
  public static CustomerState rebuild(
      CustomerConfig config,
      List<IncidentEvent> events,
      SortedMap<ConditionKey, HeldCondition> conditions,
      SortedMap<HostId, PeopleCount> people,
      long lastNumber) {
    CustomerState state =
        new CustomerState(
            config,
            new TreeMap<>(),
            conditions,
            HeldIndex.untold(conditions),
            people,
            lastNumber,
            Quiet.NONE,
            HostLinks.NONE,
            WakeTimes.NONE,
            IncidentIndex.EMPTY);
    for (IncidentEvent event : events) {
      state = state.fold(event);
    }
    return Wakes.all(state);
  }

  /** The state after one event; an incident that closes leaves. */
  CustomerState fold(IncidentEvent event) {
    Optional<Incident> before = incident(event.id());
    Incident after = IncidentFold.apply(before, event);
    boolean stays = after.state() != IncidentState.CLOSED;
    TreePMap<IncidentId, Incident> all = shared(incidents);
    TreePMap<IncidentId, Incident> changed =
        stays ? all.plus(event.id(), after) : all.minus(event.id());
    IncidentIndex moved = index.changed(before, Optional.of(after).filter(_ -> stays));
    long highest = Math.max(lastNumber, event.id().number());
    return new CustomerState(
        config,
        changed,
        conditions,
        before.isPresent() == stays ? held : told(after, stays),
        people,
        highest,
        quiet,
        links.after(after),
        wakes,
        moved);
  }

  private HeldIndex told(Incident one, boolean told) {
    return one.key().condition().map(key -> held.told(key, condition(key), told)).orElse(held);
  }

  /** The open or resolved incident of this key: there is at most one. */
  public Optional<Incident> incident(IncidentKey key) {
    return index.of(key).flatMap(this::incident);
  }

  public Optional<Incident> incident(IncidentId id) {
    return Optional.ofNullable(incidents.get(id));
  }

  public Optional<HeldCondition> condition(ConditionKey key) {
    return Optional.ofNullable(conditions.get(key));
  }

  /** The conditions that hold on a host, in key order. */
  public List<HeldCondition> conditionsOf(HostId host) {
    return HeldIndex.ofHost(conditions, host);
  }

  /** Of these, the ones that say that it is silent, recovery included. */
  List<HeldCondition> silencesOf(HostId host) {
    return HeldIndex.ofHost(held.silences(), host);
  }

  /** Of these, the ones that are more than notes and have no open or resolved incident. */
  List<HeldCondition> untoldOf(HostId host) {
    return HeldIndex.ofHost(held.untold(), host);
  }

  /** The bad ones of all hosts that may be an emergency. */
  SortedMap<ConditionKey, HeldCondition> outages() {
    return held.outages();
  }

  /** The open and resolved incidents of a host, in id order. */
  public List<Incident> ofHost(HostId host) {
    return index.of(host).stream().flatMap(id -> incident(id).stream()).toList();
  }

  /** The open and resolved incidents above hosts, in id order. */
  List<Incident> aboveHosts() {
    return index.aboveHosts().stream().flatMap(id -> incident(id).stream()).toList();
  }

  /** The open and resolved incidents of a host that stand below another, in id order. */
  List<Incident> belowOthers(HostId host) {
    return index.belowOthers(host).stream().flatMap(id -> incident(id).stream()).toList();
  }

  /** Those that are kept from being announced, in id order. */
  List<Incident> keptBack() {
    return index.keptBack().stream().flatMap(id -> incident(id).stream()).toList();
  }

  /** Those of a rule that stand alone and may be gathered with others, the newest first. */
  Stream<Incident> loose(RuleId rule) {
    return index.loose(rule).stream().flatMap(id -> incident(id).stream());
  }

  /** Incidents directly below this one, in id order. */
  public List<Incident> childrenOf(IncidentId parent) {
    return index.below(parent).stream().flatMap(id -> incident(id).stream()).toList();
  }

  CustomerState withConfig(CustomerConfig changed) {
    return new CustomerState(
        changed,
        incidents,
        conditions,
        held,
        people,
        lastNumber,
        quiet,
        links.in(changed),
        wakes,
        index);
  }

  /** What holds under a key from now on; empty: nothing. */
  CustomerState withCondition(ConditionKey key, Optional<HeldCondition> now) {
    return new CustomerState(
        config,
        incidents,
        HeldIndex.changed(shared(conditions), key, now),
        held.changed(key, now, incident(IncidentKey.of(key)).isPresent()),
        people,
        lastNumber,
        quiet,
        links,
        wakes,
        index);
  }

  CustomerState withPeople(HostId host, PeopleCount count) {
    return new CustomerState(
        config,
        incidents,
        conditions,
        held,
        shared(people).plus(host, count),
        lastNumber,
        quiet,
        links,
        wakes,
        index);
  }

  /**
   * After a restart: what was given at run time, and hosts that were heard first not long ago.
   *
   * @param enrolled when each was heard first
   */
  public CustomerState with(Suppressions given, SortedMap<HostId, Instant> enrolled) {
    return withQuiet(Quiet.of(given, enrolled));
  }

  CustomerState withQuiet(Quiet changed) {
    return new CustomerState(
        config, incidents, conditions, held, people, lastNumber, changed, links, wakes, index);
  }

  /** How a host's link stands; empty: it was never heard, or nothing was said since the start. */
  public Optional<HostLink> link(HostId host) {
    return Optional.ofNullable(links.of().get(host));
  }

  CustomerState withLink(HostId host, HostLink link) {
    return new CustomerState(
        config,
        incidents,
        conditions,
        held,
        people,
        lastNumber,
        quiet,
        links.with(config, host, link),
        wakes,
        index);
  }

  CustomerState withWakes(WakeTimes changed) {
    return new CustomerState(
        config, incidents, conditions, held, people, lastNumber, quiet, links, changed, index);
  }
}
