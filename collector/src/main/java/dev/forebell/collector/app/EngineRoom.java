package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.PeopleRow;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.collector.port.SuppressionDesk;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The live collector's machines, as the ledger left them and as the configuration changes them, and
 * what they gave since the last commit. No thread, clock or store. One thread.
 */
final class EngineRoom implements MachineSink {
  private static final Comparator<HostState> BY_HOST =
      Comparator.comparing(state -> state.profile().host());

  private final Machines machines = new Machines(this);
  private final Set<HostId> everHeard = new TreeSet<>();
  private final SuppressionBook book;
  private EngineEffects effects = new EngineEffects();
  private Optional<Instant> unheardSince = Optional.empty();

  private EngineRoom(SuppressionBook book) {
    this.book = book;
  }

  /**
   * The machines as the ledger left them, going on at {@code now}: the time since the collector
   * last listened is a blackout.
   *
   * @param grace how long hosts get to come back
   */
  static EngineRoom restored(
      Configuration configuration, Recovered recovered, Instant now, Duration grace) {
    EngineRoom room = new EngineRoom(SuppressionBook.of(recovered.rows().suppressions()));
    room.everHeard.addAll(recovered.lastHeard().keySet());
    Machines machines = room.machines;
    configuration.customers().values().forEach(config -> machines.put(recovered.customer(config)));
    HostProfiles.of(configuration)
        .values()
        .forEach(profile -> machines.put(recovered.host(profile, now)));
    Instant from = recovered.lastListening().filter(last -> last.isBefore(now)).orElse(now);
    for (HostState state : room.hostStates()) {
      HostProfile profile = state.profile();
      machines.host(profile.host(), new HostInput.Blackout(now, deafFrom(state, from), grace));
      machines.host(profile.host(), new HostInput.ProfileChanged(now, profile));
    }
    List.copyOf(machines.customers().values())
        .forEach(state -> configure(machines, state.config(), now));
    return room;
  }

  /**
   * A host that was up counts as heard until now: what it said last, and a blackout before the end,
   * may not have reached the disk. Of the others their row says from when they were not.
   */
  private static Instant deafFrom(HostState state, Instant lastListening) {
    return state.linkState() == DetectOutput.LinkState.UP ? Instant.EPOCH : lastListening;
  }

  private static void configure(Machines machines, CustomerConfig config, Instant now) {
    machines.customer(config.id(), new CustomerInput.ConfigChanged(now, config));
  }

  /** Whether a configuration names customers that this room does not hold. */
  boolean lacksCustomersOf(Configuration configuration) {
    return !machines.customers().keySet().containsAll(configuration.customers().keySet());
  }

  /**
   * Takes over a changed configuration; conditions of hosts and rules that went away end.
   *
   * @param known what the ledger holds: a customer that is new here may have been here before, with
   *     open incidents and numbers that go on
   * @param grace how long its hosts get to be heard: nobody listened to them meanwhile
   */
  void reconfigure(
      Configuration configuration, Optional<Recovered> known, Instant now, Duration grace) {
    configuration.customers().values().forEach(config -> reconfigure(config, known, now));
    SortedMap<HostId, HostProfile> profiles = HostProfiles.of(configuration);
    profiles.values().forEach(profile -> reconfigure(profile, known, now, grace));
    for (HostState state : hostStates()) {
      HostProfile gone = state.profile();
      if (!profiles.containsKey(gone.host())) {
        machines.host(gone.host(), new HostInput.ProfileChanged(now, withoutRules(gone)));
        machines.remove(gone.host());
      }
    }
  }

  private void reconfigure(CustomerConfig config, Optional<Recovered> known, Instant now) {
    if (machines.customer(config.id()).isEmpty()) {
      machines.put(
          known
              .map(recovered -> recovered.customer(config))
              .orElseGet(() -> CustomerState.of(config)));
    }
    configure(machines, config, now);
  }

  private void reconfigure(
      HostProfile profile, Optional<Recovered> known, Instant now, Duration grace) {
    if (machines.host(profile.host()).isEmpty()) {
      machines.put(
          known
              .map(recovered -> recovered.host(profile, now))
              .orElseGet(() -> HostState.initial(profile, now)));
      machines.host(profile.host(), new HostInput.Blackout(now, Instant.EPOCH, grace));
    }
    machines.host(profile.host(), new HostInput.ProfileChanged(now, profile));
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

  /** A batch taken apart: what an agent says of its own host, and of elements it may speak for. */
  CheckedElements apart(HostId host, SampleBatch batch) {
    return machines
        .host(host)
        .map(state -> CheckedElements.of(state.profile(), batch))
        .orElseGet(() -> CheckedElements.none(batch));
  }

  /** A host's machine as it is; empty: there is none. */
  Optional<HostState> state(HostId host) {
    return machines.host(host);
  }

  /** Steps a host's machine; an unknown host changes nothing. */
  void host(HostId host, HostInput input) {
    machines.host(host, input);
  }

  /** A host is there: one that was never heard before enrols now. */
  void heard(HostId host) {
    if (everHeard.add(host)) {
      machines.enrolls(host);
    }
  }

  /** Gives or ends a window or a silence; the refusal, or its id. */
  SuppressionDesk.Answer suppress(SuppressionDesk.Order order, Instant now) {
    return switch (book.decide(order, id -> machines.customer(id).isPresent(), now)) {
      case SuppressionBook.Outcome.Refused(SuppressionDesk.Answer.Refused answer) -> answer;
      case SuppressionBook.Outcome.Changed(SuppressionChange change) -> {
        book.take(change);
        effects.suppression(change);
        CustomerId customer = change.customer();
        machines.customer(
            customer, new CustomerInput.SuppressionsGiven(now, book.of(customer, now)));
        yield new SuppressionDesk.Answer.Done(change.id());
      }
    };
  }

  /** Tells every host that was ever heard. */
  void everyHost(HostInput.Blackout blackout) {
    machines.everyHost(blackout);
  }

  /**
   * A command; the refusal, if there is one. An incident that no customer holds is refused by
   * nobody: empty customer.
   */
  Optional<DeskOutput.Refused> command(CustomerId customer, CustomerInput.CommandGiven given) {
    return machines.customer(customer, given).stream()
        .filter(DeskOutput.Refused.class::isInstance)
        .map(DeskOutput.Refused.class::cast)
        .findFirst();
  }

  /**
   * Machines whose time has come, once each: the caller feeds them a tick, a host's when all that
   * it sent has been taken in.
   */
  List<MachineKey> takeDue(Instant now) {
    return machines.takeDue(now);
  }

  /** Feeds a tick to a machine. */
  void tick(MachineKey machine, Instant now) {
    machines.tick(machine, now);
  }

  /** The time of the newest input. */
  Instant reached() {
    return machines.reached();
  }

  Optional<Instant> earliestWake() {
    return machines.earliestWake();
  }

  /** Which customer holds this open or resolved incident. */
  Optional<CustomerId> customerOf(IncidentId incident) {
    return machines.customers().entrySet().stream()
        .filter(entry -> entry.getValue().incident(incident).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Optional<CustomerConfig> customerConfig(CustomerId customer) {
    return machines.customer(customer).map(CustomerState::config);
  }

  /** A condition's watch as it is now; the link's row under its own key. */
  Optional<Watch> watch(ConditionKey key) {
    return machines.host(key.host()).flatMap(state -> state.row(key));
  }

  /** Every host, by its id. */
  List<HostState> hostStates() {
    return machines.hosts().stream().sorted(BY_HOST).toList();
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

  @Override
  public void happened(CustomerId customer, DeskOutput.Happened happened) {
    effects.happened(customer, happened);
  }

  @Override
  public void watchChanged(ConditionKey key) {
    effects.watch(key);
  }

  @Override
  public void lateMoved(HostId host) {
    effects.mayWait(HostState.lateKey(host));
  }

  @Override
  public void people(DetectOutput.PeopleCounted counted) {
    effects.people(new PeopleRow(counted.host(), counted.people(), counted.countedAt()));
  }

  @Override
  public void link(DetectOutput.LinkChanged changed) {
    effects.link(changed);
  }

  @Override
  public void waits(DeskOutput.Waits waits) {
    effects.waits(waits.incident(), waits.until());
  }

  @Override
  public void unheard(Optional<Instant> since) {
    unheardSince = since;
  }

  /** Since when nobody at all is heard; empty: somebody is. */
  Optional<Instant> unheardSince() {
    return unheardSince;
  }
}
