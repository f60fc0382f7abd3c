package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.PeopleRow;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The machines of every host and customer, and what flows between them: what detection says of a
 * host goes to its customer. Holds the states and nothing else: no thread, clock or store. One
 * thread.
 */
final class EngineRoom {
  private final SortedMap<HostId, HostState> hosts = new TreeMap<>();
  private final SortedMap<CustomerId, CustomerState> customers = new TreeMap<>();
  private final WakeQueue<HostId> hostWakes = new WakeQueue<>();
  private final WakeQueue<CustomerId> customerWakes = new WakeQueue<>();
  private final InOrder order = new InOrder();
  private EngineEffects effects = new EngineEffects();

  private EngineRoom() {}

  /**
   * The machines as the ledger left them, going on at {@code now}: the time since the collector
   * last listened is a blackout.
   *
   * @param grace how long hosts get to come back
   */
  static EngineRoom restored(
      Configuration configuration, Recovered recovered, Instant now, Duration grace) {
    EngineRoom room = new EngineRoom();
    configuration
        .customers()
        .forEach((id, config) -> room.customers.put(id, recovered.customer(config)));
    for (HostProfile profile : HostProfiles.of(configuration).values()) {
      room.hosts.put(profile.host(), recovered.host(profile, now));
    }
    Instant from = recovered.lastListening().filter(last -> last.isBefore(now)).orElse(now);
    for (HostState state : List.copyOf(room.hosts.values())) {
      HostId host = state.profile().host();
      room.host(host, new HostInput.Blackout(now, from, grace));
      room.host(host, new HostInput.ProfileChanged(now, state.profile()));
    }
    List.copyOf(room.customers.values())
        .forEach(
            state ->
                room.customer(
                    new CustomerInput.ConfigChanged(now, state.config()), state.config().id()));
    return room;
  }

  /** Whether a configuration names customers that this room does not hold. */
  boolean lacksCustomersOf(Configuration configuration) {
    return !customers.keySet().containsAll(configuration.customers().keySet());
  }

  /**
   * Takes over a changed configuration; conditions of hosts and rules that went away end.
   *
   * @param known what the ledger holds: a customer that is new here may have been here before, with
   *     open incidents and numbers that go on
   */
  void reconfigure(Configuration configuration, Optional<Recovered> known, Instant now) {
    configuration.customers().forEach((id, config) -> reconfigure(config, known, now));
    SortedMap<HostId, HostProfile> profiles = HostProfiles.of(configuration);
    for (HostProfile profile : profiles.values()) {
      hosts.computeIfAbsent(
          profile.host(),
          host ->
              known
                  .map(recovered -> recovered.host(profile, now))
                  .orElseGet(() -> HostState.initial(profile, now)));
      host(profile.host(), new HostInput.ProfileChanged(now, profile));
    }
    for (HostState state : List.copyOf(hosts.values())) {
      HostProfile gone = state.profile();
      if (!profiles.containsKey(gone.host())) {
        host(gone.host(), new HostInput.ProfileChanged(now, withoutRules(gone)));
        hosts.remove(gone.host());
        hostWakes.set(gone.host(), Optional.empty());
      }
    }
  }

  private void reconfigure(CustomerConfig config, Optional<Recovered> known, Instant now) {
    customers.computeIfAbsent(
        config.id(),
        id ->
            known
                .map(recovered -> recovered.customer(config))
                .orElseGet(() -> CustomerState.of(config)));
    customer(new CustomerInput.ConfigChanged(now, config), config.id());
  }

  private static HostProfile withoutRules(HostProfile profile) {
    return new HostProfile(
        profile.host(),
        profile.customer(),
        profile.site(),
        profile.kind(),
        profile.labels(),
        profile.confirm(),
        profile.heartbeat(),
        profile.interval(),
        List.of());
  }

  /** Steps a host's machine; an unknown host changes nothing. */
  void host(HostId host, HostInput input) {
    HostState before = hosts.get(host);
    if (before == null) {
      return;
    }
    Step<HostState, DetectOutput> step = HostDetector.step(before, order.after(input));
    hosts.put(host, step.state());
    hostWakes.set(host, step.wakeAt());
    step.outputs().forEach(output -> route(step.state().profile(), output));
  }

  private void route(HostProfile profile, DetectOutput output) {
    switch (output) {
      case DetectOutput.Condition condition -> {
        effects.watch(condition.event().key());
        customer(new CustomerInput.Condition(condition.event()), profile.customer());
      }
      case DetectOutput.PeopleCounted counted -> {
        effects.people(new PeopleRow(counted.host(), counted.people(), counted.at()));
        customer(
            new CustomerInput.PeopleCounted(counted.at(), counted.host(), counted.people()),
            profile.customer());
      }
      case DetectOutput.LinkChanged changed -> effects.link(changed);
      case DetectOutput.WatchSaved saved -> effects.watch(saved.key());
    }
  }

  /** Feeds every host, in host order. */
  void everyHost(HostInput input) {
    List.copyOf(hosts.keySet()).forEach(host -> host(host, input));
  }

  /**
   * A command; the refusal, if there is one. An incident that no customer holds is refused by
   * nobody: empty customer.
   */
  Optional<DeskOutput.Refused> command(CustomerId customer, CustomerInput.CommandGiven given) {
    order.after(given.at());
    return customer(given, customer).stream()
        .filter(DeskOutput.Refused.class::isInstance)
        .map(DeskOutput.Refused.class::cast)
        .findFirst();
  }

  private List<DeskOutput> customer(CustomerInput input, CustomerId customer) {
    CustomerState before = customers.get(customer);
    if (before == null) {
      return List.of();
    }
    Step<CustomerState, DeskOutput> step = IncidentDesk.step(before, input);
    customers.put(customer, step.state());
    customerWakes.set(customer, step.wakeAt());
    for (DeskOutput output : step.outputs()) {
      if (output instanceof DeskOutput.Happened happened) {
        effects.happened(customer, happened);
      }
    }
    return step.outputs();
  }

  /**
   * Hosts whose time has come, once each: the caller feeds them a tick when all they sent has been
   * taken in.
   */
  List<HostId> takeDueHosts(Instant now) {
    return hostWakes.takeDue(now);
  }

  /** Customers whose time has come, once each: the caller ticks them. */
  List<CustomerId> takeDueCustomers(Instant now) {
    return customerWakes.takeDue(now);
  }

  /** Feeds a tick to a customer. */
  void tick(CustomerId id, Instant now) {
    order.after(now);
    customer(new CustomerInput.Tick(now), id);
  }

  Optional<Instant> earliestWake() {
    return Stream.concat(hostWakes.earliest().stream(), customerWakes.earliest().stream())
        .min(Instant::compareTo);
  }

  /** Which customer holds this open or resolved incident. */
  Optional<CustomerId> customerOf(IncidentId incident) {
    return customers.entrySet().stream()
        .filter(entry -> entry.getValue().incident(incident).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Optional<HostState> hostState(HostId host) {
    return Optional.ofNullable(hosts.get(host));
  }

  Optional<CustomerConfig> customerConfig(CustomerId customer) {
    return Optional.ofNullable(customers.get(customer)).map(CustomerState::config);
  }

  /** A condition's watch as it is now; the link's row under its own key. */
  Optional<Watch> watch(ConditionKey key) {
    return hostState(key.host()).flatMap(state -> state.row(key));
  }

  List<HostState> hostStates() {
    return new ArrayList<>(hosts.values());
  }

  boolean hasEffects() {
    return !effects.isEmpty();
  }

  /** What the machines gave since the last call. */
  EngineEffects takeEffects() {
    EngineEffects taken = effects;
    effects = new EngineEffects();
    return taken;
  }
}
