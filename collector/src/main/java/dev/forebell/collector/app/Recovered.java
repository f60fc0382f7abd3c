package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.emergency.PeopleCount;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.json.EventPayload;
import dev.forebell.collector.json.WatchPayload;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.PeopleRow;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.collector.ledger.WatchRow;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The ledger's rows as the machines' own records.
 *
 * @param kept watches and the conditions they hold, by key
 */
record Recovered(
    Recovery rows,
    SortedMap<ConditionKey, WatchPayload.Kept> kept,
    SortedMap<HostId, Instant> lastHeard,
    SortedMap<HostId, PeopleCount> people) {

  static Recovered of(Recovery rows) {
    TreeMap<ConditionKey, WatchPayload.Kept> kept = new TreeMap<>();
    for (WatchRow row : rows.watches()) {
      row.payload().ifPresent(payload -> kept.put(row.key(), WatchPayload.read(row.key(), payload)));
    }
    TreeMap<HostId, Instant> lastHeard = new TreeMap<>();
    for (LastHeard row : rows.lastHeard()) {
      lastHeard.put(row.host(), row.at());
    }
    TreeMap<HostId, PeopleCount> people = new TreeMap<>();
    for (PeopleRow row : rows.people()) {
      people.put(row.host(), new PeopleCount(row.people(), row.at()));
    }
    return new Recovered(rows, kept, lastHeard, people);
  }

  /** A customer as its open incidents and held conditions left it. */
  CustomerState customer(CustomerConfig config) {
    List<IncidentEvent> events =
        rows.events().stream()
            .filter(event -> event.customer().equals(config.id()))
            .map(EventPayload::read)
            .toList();
    TreeMap<ConditionKey, HeldCondition> held = new TreeMap<>();
    TreeMap<HostId, PeopleCount> counted = new TreeMap<>();
    for (HostId host : config.hosts().keySet()) {
      keptOf(host).forEach((key, row) -> row.held().ifPresent(condition -> held.put(key, condition)));
      Optional.ofNullable(people.get(host)).ifPresent(count -> counted.put(host, count));
    }
    return CustomerState.rebuild(config, events, held, counted, lastNumber(config));
  }

  /** The numbers go on where the customer, or an earlier customer with this code, had come to. */
  private long lastNumber(CustomerConfig config) {
    return Math.max(
        rows.lastNumbers().getOrDefault(config.id(), 0L),
        rows.lastNumbersByCode().getOrDefault(config.code(), 0L));
  }

  /** A host as its watches left it. */
  HostState host(HostProfile profile, Instant now) {
    TreeMap<ConditionKey, Watch> watches = new TreeMap<>();
    keptOf(profile.host())
        .forEach((key, row) -> row.watch().ifPresent(watch -> watches.put(key, watch)));
    Optional<Instant> heard = Optional.ofNullable(lastHeard.get(profile.host()));
    return watches.isEmpty() && heard.isEmpty()
        ? HostState.initial(profile, now)
        : HostState.restored(profile, watches, heard);
  }

  private Map<ConditionKey, WatchPayload.Kept> keptOf(HostId host) {
    TreeMap<ConditionKey, WatchPayload.Kept> of = new TreeMap<>();
    kept.forEach(
        (key, row) -> {
          if (key.host().equals(host)) {
            of.put(key, row);
          }
        });
    return of;
  }

  /** The latest time at which the collector is known to have heard anybody. */
  Optional<Instant> lastListening() {
    return lastHeard.values().stream().max(Instant::compareTo);
  }

  List<LaneMark> marks() {
    return rows.marks();
  }

  SortedSet<IncidentId> announced() {
    return rows.announced();
  }
}
