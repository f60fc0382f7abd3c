package dev.forebell.collector.app;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.ProviderElement;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The machines of every host and customer, and what flows between them: what detection says of a
 * host goes to its customer at once. The one router of the live collector, of replay and of the
 * simulation, so that they cannot differ. Holds states and due times and nothing else: no clock,
 * store or thread of its own. One thread.
 */
final class Machines {
  private final Map<HostId, HostState> hosts = new LinkedHashMap<>();
  private final SortedMap<CustomerId, CustomerState> customers = new TreeMap<>();
  private final MachineWakes wakes = new MachineWakes(this::host);
  private final Enrolling enrolling = new Enrolling();
  private final FleetSilence silence = new FleetSilence(hosts);
  private final InOrder order = new InOrder();
  private final MachineSink sink;
  private Duration grace = ListeningWatch.grace(0, 1);
  private Optional<Instant> unheardSince = Optional.empty();

  Machines(MachineSink sink) {
    this.sink = sink;
  }

  /** Puts a host's machine in; it wants no tick before its first input. */
  void put(HostState state) {
    hosts.put(state.profile().host(), state);
  }

  /** Puts a customer's machine in, likewise. */
  void put(CustomerState state) {
    customers.put(state.config().id(), state);
  }

  /** Takes a host's machine out. */
  void remove(HostId host) {
    Optional.ofNullable(hosts.remove(host))
        .ifPresent(state -> wakes.set(MachineKey.Detector.of(state.profile()), Optional.empty()));
  }

  /**
   * Steps a host's machine, and its customer's with what it says; an unknown host is no error.
   *
   * <p>While nobody at all is heard, no time-out of any host is judged: that silence is the
   * collector's own, and becomes a blackout with the first sign of life.
   */
  void host(HostId host, HostInput input) {
    host(host)
        .ifPresent(
            before ->
                CheckedElements.apart(
                    before.profile(),
                    order.after(input),
                    own -> hear(before, own),
                    (element, found) -> host(element).ifPresent(state -> step(state, found))));
  }

  private void hear(HostState before, HostInput input) {
    switch (input) {
      case HostInput.Tick tick when isUnheard(tick.at()) ->
          wakes.set(MachineKey.Detector.of(before.profile()), Optional.empty());
      case HostInput.WitnessSaid said when !isWitness(said.witness()) -> {}
      case HostInput.Heartbeat beat when beatsCalmly(before, beat) ->
          heard(before.profile().host(), beat.at());
      case HostInput.Heartbeat _,
          HostInput.Samples _,
          HostInput.Refill _,
          HostInput.Connected _,
          HostInput.Closed _,
          HostInput.Bye _ -> {
        step(before, input);
        heard(before.profile().host(), input.at());
      }
      case HostInput.Tick _,
          HostInput.WitnessSaid _,
          HostInput.Checked _,
          HostInput.Silenced _,
          HostInput.Cloned _,
          HostInput.Blackout _,
          HostInput.ProfileChanged _ ->
          step(before, input);
    }
  }

  private boolean beatsCalmly(HostState before, HostInput.Heartbeat beat) {
    boolean nothingIsDue = wakes.isAfter(MachineKey.Detector.of(before.profile()), beat.at());
    Optional<HostState> after = nothingIsDue ? HostDetector.calm(before, beat) : Optional.empty();
    after.ifPresent(this::put);
    return after.isPresent();
  }

  private boolean isUnheard(Instant now) {
    if (unheardSince.isEmpty()) {
      unheardSince = silence.since(now);
      unheardSince.ifPresent(since -> sink.unheard(Optional.of(since)));
    }
    return unheardSince.isPresent();
  }

  private void heard(HostId host, Instant now) {
    silence.heard(host);
    unheardSince.ifPresent(since -> heardAgain(since, now));
  }

  private void heardAgain(Instant since, Instant now) {
    unheardSince = Optional.empty();
    sink.unheard(unheardSince);
    everyHost(new HostInput.Blackout(now, since, grace));
  }

  /** A host that is itself not heard is no witness. */
  private boolean isWitness(String name) {
    return Optional.ofNullable(hosts.get(new HostId(name)))
        .map(HostState::linkState)
        .filter(state -> state != LinkState.UP && state != LinkState.UNKNOWN)
        .isEmpty();
  }

  private void step(HostState before, HostInput input) {
    Step<HostState, DetectOutput> step = HostDetector.step(before, input);
    HostProfile profile = step.state().profile();
    enrolling
        .enrolled(profile.host(), input)
        .ifPresent(enrolled -> customer(profile.customer(), enrolled));
    hosts.put(profile.host(), step.state());
    wakes.set(MachineKey.Detector.of(profile), step.wakeAt());
    step.outputs().forEach(output -> route(profile.customer(), output));
  }

  private void route(CustomerId customer, DetectOutput output) {
    switch (output) {
      case DetectOutput.Condition condition -> {
        sink.watchChanged(condition.event().key());
        customer(customer, new CustomerInput.Condition(condition.event()));
        cross(customer, condition.event());
      }
      case DetectOutput.PeopleCounted counted -> {
        sink.people(counted);
        customer(
            customer,
            new CustomerInput.PeopleCounted(
                counted.at(), counted.host(), counted.people(), counted.countedAt()));
      }
      case DetectOutput.Link link -> {
        customer(customer, new CustomerInput.LinkSaid(link.news()));
        var told = new CustomerInput.LinkSaid(ProviderElement.told(link.news()));
        users(customer, link.news().host()).forEach(user -> customer(user.config().id(), told));
      }
      case DetectOutput.LinkChanged changed -> sink.link(changed);
      case DetectOutput.WatchSaved saved -> sink.watchChanged(saved.key());
      case DetectOutput.LateMoved moved -> sink.lateMoved(moved.host());
    }
  }

  /** Tells the customers that use an element of a provider what is wrong with it, in id order. */
  private void cross(CustomerId provider, ConditionEvent event) {
    users(provider, event.key().host()).forEach(user -> cross(provider, event, user));
  }

  /** The customers that use an element of a provider, in id order. */
  private List<CustomerState> users(CustomerId provider, HostId element) {
    return customers.values().stream()
        .filter(user -> user.config().topology().uses(provider, element))
        .toList();
  }

  private void cross(CustomerId provider, ConditionEvent event, CustomerState user) {
    Optional<IncidentId> above =
        customer(provider).flatMap(state -> ProviderElement.above(state, event.key()));
    ProviderElement.told(event, user)
        .ifPresent(told -> customer(user.config().id(), new CustomerInput.Shared(told, above)));
  }

  /** A host is heard for the first time ever: its customer is told with its first samples. */
  void enrolls(HostId host) {
    enrolling.add(host);
  }

  /** Tells every host that was ever heard of a blackout. */
  void everyHost(HostInput.Blackout blackout) {
    grace = blackout.grace();
    EverHeard.inOrder(hosts.values()).forEach(host -> host(host, blackout));
  }

  /** Steps a customer's machine; what came of it, in order. An unknown customer is no error. */
  List<DeskOutput> customer(CustomerId customer, CustomerInput input) {
    order.after(input.at());
    return customer(customer).map(before -> step(before, input)).orElse(List.of());
  }

  private List<DeskOutput> step(CustomerState before, CustomerInput input) {
    Step<CustomerState, DeskOutput> step = IncidentDesk.step(before, input);
    CustomerId id = step.state().config().id();
    customers.put(id, step.state());
    wakes.set(new MachineKey.Desk(id), step.wakeAt());
    for (DeskOutput output : step.outputs()) {
      switch (output) {
        case DeskOutput.Happened happened -> sink.happened(id, happened);
        case DeskOutput.Refused refused -> sink.refused(refused, before.incident(refused.target()));
        case DeskOutput.Waits waits -> sink.waits(waits);
      }
    }
    return step.outputs();
  }

  /** Feeds a tick. */
  void tick(MachineKey machine, Instant now) {
    switch (machine) {
      case MachineKey.Detector detector -> host(detector.host(), new HostInput.Tick(now));
      case MachineKey.Desk desk -> customer(desk.customer(), new CustomerInput.Tick(now));
    }
  }

  /**
   * Ticks every machine whose time comes before {@code time}, each at its own time, detection
   * before incidents. A time that has passed already is ticked now: time never runs backwards.
   *
   * @param deafUntil the end of the stretch in which the collector was not listening, for a time
   *     within one: detection is not asked before it
   */
  void runUntil(Instant time, Function<Instant, Optional<Instant>> deafUntil) {
    Optional<Instant> due = earliestWake().filter(time::isAfter);
    while (due.isPresent()) {
      Instant now = order.after(due.get());
      wakes.pollDue(now).ifPresent(machine -> tickUnlessDeaf(machine, now, deafUntil));
      due = earliestWake().filter(time::isAfter);
    }
  }

  private void tickUnlessDeaf(
      MachineKey machine, Instant now, Function<Instant, Optional<Instant>> deafUntil) {
    Optional<Instant> end =
        switch (machine) {
          case MachineKey.Detector _ -> deafUntil.apply(now);
          case MachineKey.Desk _ -> Optional.empty();
        };
    end.ifPresentOrElse(_ -> wakes.set(machine, end), () -> tick(machine, now));
  }

  /** Machines whose time has come, in order, once each: the caller ticks them. */
  List<MachineKey> takeDue(Instant now) {
    return wakes.takeDue(now);
  }

  /** The time of the newest input; {@link Instant#MIN} before the first. */
  Instant reached() {
    return order.latest();
  }

  /** When the next machine wants its tick. */
  Optional<Instant> earliestWake() {
    return wakes.earliest();
  }

  Optional<HostState> host(HostId host) {
    return Optional.ofNullable(hosts.get(host));
  }

  Optional<CustomerState> customer(CustomerId customer) {
    return Optional.ofNullable(customers.get(customer));
  }

  /** Every host's state, in no order. */
  Collection<HostState> hosts() {
    return Collections.unmodifiableCollection(hosts.values());
  }

  /** Every customer's state, to look at. */
  SortedMap<CustomerId, CustomerState> customers() {
    return Collections.unmodifiableSortedMap(customers);
  }
}
