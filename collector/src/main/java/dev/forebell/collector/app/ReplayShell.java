package dev.forebell.collector.app;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentMatch;
import dev.forebell.collector.json.EventObject;
import dev.forebell.collector.json.IncidentObject;
import dev.forebell.collector.replay.RefusedLine;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Drives the engine through a replay file: its time is the file's, its ticks are fed the moment
 * they are due. Before a line at T everything due before T ticks; what is due at T ticks after all
 * lines at T; after the last line nothing does. While the file says that the collector was not
 * listening no silence is judged, as none would have been. One thread.
 */
final class ReplayShell {
  /** Agents that a collector takes back in a second, for the grace after a blackout. */
  private static final int ACCEPTED_PER_SECOND = 100;

  private final SortedMap<HostId, HostState> hosts = new TreeMap<>();
  private final SortedMap<CustomerId, CustomerState> desks = new TreeMap<>();
  private final WakeQueue<MachineKey> wakes = new WakeQueue<>();
  private final Deafness deafness;
  private final Consumer<String> out;
  private Instant now = Instant.EPOCH;
  private long batches;

  /**
   * @param lines the file, which is fed line by line: its first time and its blackouts are needed
   *     beforehand
   * @param out gets each line of output
   */
  ReplayShell(ReplayEstate estate, List<ReplayLine> lines, Consumer<String> out) {
    Instant start = lines.isEmpty() ? Instant.EPOCH : lines.getFirst().at();
    this.deafness = Deafness.of(lines);
    this.out = out;
    estate.customers().forEach((id, config) -> desks.put(id, CustomerState.of(config)));
    estate.hosts().forEach((id, profile) -> hosts.put(id, HostState.initial(profile, start)));
  }

  /** Feeds one line; lines come in order of time. */
  void feed(ReplayLine line) {
    tickBefore(line.at());
    now = line.at();
    switch (line) {
      case ReplayLine.OfHost of -> input(of).ifPresent(input -> detect(of.host(), input));
      case ReplayLine.Blackout blackout -> blackout(blackout);
      case ReplayLine.Order order -> order(order);
      case ReplayLine.Tick _ -> {}
    }
  }

  private void tickBefore(Instant time) {
    Optional<Instant> due = wakes.earliest().filter(time::isAfter);
    while (due.isPresent()) {
      // A machine may want a tick for a moment that has passed; time never runs backwards.
      now = due.orElseThrow().isAfter(now) ? due.orElseThrow() : now;
      wakes.pollDue(now).ifPresent(this::tick);
      due = wakes.earliest().filter(time::isAfter);
    }
  }

  private void tick(MachineKey machine) {
    switch (machine) {
      case MachineKey.Detector detector ->
          deafness
              .until(now)
              .ifPresentOrElse(
                  end -> wakes.set(detector, Optional.of(end)),
                  () -> detect(detector.host(), new HostInput.Tick(now)));
      case MachineKey.Desk desk -> judge(desk.customer(), new CustomerInput.Tick(now));
    }
  }

  private Optional<HostInput> input(ReplayLine.OfHost line) {
    return switch (line) {
      case ReplayLine.Samples samples -> Optional.of(new HostInput.Samples(now, batch(samples)));
      case ReplayLine.Connected _ -> Optional.of(new HostInput.Connected(now, ""));
      case ReplayLine.Closed closed -> Optional.of(new HostInput.Closed(now, closed.reason()));
      case ReplayLine.Silent _ -> Optional.of(new HostInput.Silenced(now));
      case ReplayLine.Bye bye ->
          Optional.of(new HostInput.Bye(now, bye.reason(), Optional.empty()));
      case ReplayLine.Heartbeat _ -> Optional.of(new HostInput.Heartbeat(now));
      case ReplayLine.Witness _ -> Optional.empty();
    };
  }

  private SampleBatch batch(ReplayLine.Samples line) {
    batches++;
    return new SampleBatch(Lane.LIVE, 0, batches, line.at(), line.samples());
  }

  private void blackout(ReplayLine.Blackout line) {
    HostInput input =
        new HostInput.Blackout(
            now, line.from(), ListeningWatch.grace(hosts.size(), ACCEPTED_PER_SECOND));
    hosts.values().stream()
        .map(HostState::profile)
        .sorted(Comparator.comparing(HostProfile::customer).thenComparing(HostProfile::host))
        .forEach(profile -> detect(profile.host(), input));
  }

  private void detect(HostId host, HostInput input) {
    HostState state = require(hosts, host);
    CustomerId customer = state.profile().customer();
    Step<HostState, DetectOutput> step = HostDetector.step(state, input);
    hosts.put(host, step.state());
    wakes.set(new MachineKey.Detector(customer, host), step.wakeAt());
    for (DetectOutput output : step.outputs()) {
      switch (output) {
        case DetectOutput.Condition condition ->
            judge(customer, new CustomerInput.Condition(condition.event()));
        case DetectOutput.PeopleCounted counted ->
            judge(customer, new CustomerInput.PeopleCounted(now, host, counted.people()));
        case DetectOutput.LinkChanged _, DetectOutput.WatchSaved _ -> {}
      }
    }
  }

  private void judge(CustomerId customer, CustomerInput input) {
    CustomerState before = require(desks, customer);
    Step<CustomerState, DeskOutput> step = IncidentDesk.step(before, input);
    desks.put(customer, step.state());
    wakes.set(new MachineKey.Desk(customer), step.wakeAt());
    for (DeskOutput output : step.outputs()) {
      switch (output) {
        case DeskOutput.Happened happened -> out.accept(EventObject.write(happened));
        case DeskOutput.Refused refused ->
            refuse(refused.reason(), refused.by(), before.incident(refused.target()));
      }
    }
  }

  private void order(ReplayLine.Order order) {
    IncidentLookup lookup = new IncidentLookup(desks.values());
    switch (lookup.find(order.target())) {
      case IncidentMatch.Found.One one ->
          judge(
              lookup.customerOf(one.id()).orElseThrow(),
              new CustomerInput.CommandGiven(now, one.id(), order.command(), order.by()));
      case IncidentMatch.Found.NotOne none -> refuse(none.reason(), order.by(), Optional.empty());
    }
  }

  private void refuse(Reason reason, String by, Optional<Incident> incident) {
    out.accept(RefusedLine.write(now, reason, by, incident.map(IncidentObject::write)));
  }

  private static <K, V> V require(SortedMap<K, V> map, K key) {
    return Optional.ofNullable(map.get(key))
        .orElseThrow(() -> new IllegalStateException("the file's check let " + key + " through"));
  }
}
