package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.emergency.PeopleCount;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.HeldConditions;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.ProviderElement;
import dev.forebell.collector.json.EventPayload;
import dev.forebell.collector.json.WatchPayload;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.PeopleRow;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.collector.ledger.WatchRow;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ledger's rows as the machines' own records.
 *
 * @param watches those that are not clear, by key
 */
record Recovered(
    Recovery rows,
    SortedMap<ConditionKey, Watch> watches,
    SortedMap<HostId, Instant> lastHeard,
    SortedMap<HostId, PeopleCount> people) {

  /** How long after its hello a host's first samples come; the ledger keeps the hello. */
  private static final Duration FIRST_ROUND = Duration.ofSeconds(5);

  static Recovered of(Recovery rows) {
    TreeMap<ConditionKey, Watch> watches = new TreeMap<>();
    for (WatchRow row : rows.watches()) {
      row.payload().ifPresent(payload -> watches.put(row.key(), WatchPayload.read(payload)));
    }
    TreeMap<HostId, Instant> lastHeard = new TreeMap<>();
    for (LastHeard row : rows.lastHeard()) {
      lastHeard.put(row.host(), row.at());
    }
    TreeMap<HostId, PeopleCount> people = new TreeMap<>();
    for (PeopleRow row : rows.people()) {
      people.put(row.host(), new PeopleCount(row.people(), row.at()));
    }
    return new Recovered(rows, watches, lastHeard, people);
  }

  /** A customer as its open incidents and held conditions left it. */
  CustomerState customer(CustomerConfig config) {
    List<IncidentEvent> events =
        rows.events().stream()
            .filter(event -> event.customer().equals(config.id()))
            .map(EventPayload::read)
            .toList();
    TreeMap<ConditionKey, Optional<Instant>> inForce = new TreeMap<>();
    TreeMap<HostId, PeopleCount> counted = new TreeMap<>();
    for (HostId host : config.hosts().keySet()) {
      watchesOf(host).forEach((key, watch) -> holds(key, watch, inForce));
      Optional.ofNullable(people.get(host)).ifPresent(count -> counted.put(host, count));
    }
    config
        .topology()
        .uses()
        .forEach(
            use ->
                watchesOf(use.element())
                    .forEach((key, watch) -> holds(ProviderElement.keyOf(key), watch, inForce)));
    SortedMap<ConditionKey, HeldCondition> held = HeldConditions.recover(events, inForce);
    return CustomerState.rebuild(config, events, held, counted, lastNumber(config))
        .with(suppressions(config), enrolled(config));
  }

  private Suppressions suppressions(CustomerConfig config) {
    return SuppressionBook.of(rows.suppressions()).of(config.id(), Instant.MIN);
  }

  private SortedMap<HostId, Instant> enrolled(CustomerConfig config) {
    TreeMap<HostId, Instant> enrolled = new TreeMap<>();
    rows.firstHeard().stream()
        .filter(row -> config.hosts().containsKey(row.host()))
        .forEach(row -> enrolled.put(row.host(), row.at().plus(FIRST_ROUND)));
    return enrolled;
  }

  private static void holds(
      ConditionKey key, Watch watch, SortedMap<ConditionKey, Optional<Instant>> inForce) {
    switch (watch) {
      case Watch.Raised _ -> inForce.put(key, Optional.empty());
      case Watch.Clearing clearing -> inForce.put(key, Optional.of(clearing.since()));
      case Watch.Tally tally when tally.held().isPresent() -> inForce.put(key, Optional.empty());
      case Watch.Forecast forecast when forecast.standing().isPresent() ->
          inForce.put(key, Optional.empty());
      case Watch.Pending _,
          Watch.Tally _,
          Watch.Forecast _,
          Watch.LinkWatch _,
          Watch.Survived _,
          Watch.Late _ -> {}
    }
  }

  /** The numbers go on where the customer, or an earlier customer with this code, had come to. */
  private long lastNumber(CustomerConfig config) {
    return Math.max(
        rows.lastNumbers().getOrDefault(config.id(), 0L),
        rows.lastNumbersByCode().getOrDefault(config.code(), 0L));
  }

  /** A host as its watches left it. */
  HostState host(HostProfile profile, Instant now) {
    SortedMap<ConditionKey, Watch> watches = watchesOf(profile.host());
    Optional<Instant> heard = Optional.ofNullable(lastHeard.get(profile.host()));
    return watches.isEmpty() && heard.isEmpty()
        ? HostState.initial(profile, now)
        : HostState.restored(profile, watches, heard);
  }

  private SortedMap<ConditionKey, Watch> watchesOf(HostId host) {
    TreeMap<ConditionKey, Watch> of = new TreeMap<>();
    for (Map.Entry<ConditionKey, Watch> watch :
        watches.tailMap(ConditionKey.firstOf(host)).entrySet()) {
      if (!watch.getKey().host().equals(host)) {
        break;
      }
      of.put(watch.getKey(), watch.getValue());
    }
    return of;
  }

  /** The latest time at which the collector is known to have heard anybody. */
  Optional<Instant> lastListening() {
    return lastHeard.values().stream().max(Instant::compareTo);
  }

  /** The latest time that anything here was written at. */
  Optional<Instant> newest() {
    return Stream.concat(lastListening().stream(), rows.events().stream().map(StoredEvent::at))
        .max(Instant::compareTo);
  }

  List<LaneMark> marks() {
    return rows.marks();
  }

  SortedSet<IncidentId> announced() {
    return rows.announced();
  }
}
