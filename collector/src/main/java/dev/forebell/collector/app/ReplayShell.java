package dev.forebell.collector.app;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentMatch;
import dev.forebell.collector.json.EventObject;
import dev.forebell.collector.json.IncidentObject;
import dev.forebell.collector.replay.RefusedLine;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayOutline;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Drives the engine through a replay file: its time is the file's, its ticks are fed the moment
 * they are due. Before a line at T everything due before T ticks; what is due at T ticks after all
 * lines at T; after the last line nothing does. While the file says that the collector was not
 * listening no silence is judged, as none would have been. One thread.
 */
final class ReplayShell implements MachineSink {
  /** Agents that a collector takes back in a second, for the grace after a blackout. */
  private static final int ACCEPTED_PER_SECOND = 100;

  private final Machines machines = new Machines(this);
  private final Deafness deafness;
  private final Consumer<String> out;
  private final BiConsumer<CustomerId, IncidentEvent> tap;
  private final LastClosed closed = new LastClosed();
  private Instant now = Instant.EPOCH;
  private long batches;

  /**
   * @param outline the file's first time and its blackouts, which are needed beforehand
   * @param out gets each line of output
   */
  ReplayShell(ReplayEstate estate, ReplayOutline outline, Consumer<String> out) {
    this(estate, outline, out, (_, _) -> {});
  }

  /**
   * @param tap gets each incident event besides, with its customer
   */
  ReplayShell(
      ReplayEstate estate,
      ReplayOutline outline,
      Consumer<String> out,
      BiConsumer<CustomerId, IncidentEvent> tap) {
    this.tap = tap;
    Instant start = outline.start().orElse(Instant.EPOCH);
    this.deafness = new Deafness(outline.blackouts());
    this.out = out;
    estate.customers().values().forEach(config -> machines.put(CustomerState.of(config)));
    estate.hosts().values().forEach(profile -> machines.put(HostState.initial(profile, start)));
  }

  /** Feeds one line; lines come in order of time. */
  void feed(ReplayLine line) {
    machines.runUntil(line.at(), deafness::until);
    now = line.at();
    switch (line) {
      case ReplayLine.OfHost of -> input(of).ifPresent(input -> machines.host(of.host(), input));
      case ReplayLine.Blackout blackout -> blackout(blackout);
      case ReplayLine.Order order -> order(order);
      case ReplayLine.Tick _ -> {}
    }
  }

  private Optional<HostInput> input(ReplayLine.OfHost line) {
    return switch (line) {
      case ReplayLine.Samples samples -> Optional.of(new HostInput.Samples(now, batch(samples)));
      case ReplayLine.Enrolled enrolled -> enrolled(enrolled.host());
      case ReplayLine.Connected _ -> Optional.of(new HostInput.Connected(now, ""));
      case ReplayLine.Closed closed -> Optional.of(new HostInput.Closed(now, closed.reason()));
      case ReplayLine.Silent _ -> Optional.of(new HostInput.Silenced(now));
      case ReplayLine.Bye bye ->
          Optional.of(new HostInput.Bye(now, bye.reason(), Optional.empty()));
      case ReplayLine.Heartbeat _ -> Optional.of(new HostInput.Heartbeat(now));
      case ReplayLine.Witness said ->
          Optional.of(new HostInput.WitnessSaid(now, said.witness(), said.answer()));
    };
  }

  /** Its first samples tell what it came with. */
  private Optional<HostInput> enrolled(HostId host) {
    machines.enrolls(host);
    return Optional.of(new HostInput.Connected(now, ""));
  }

  private SampleBatch batch(ReplayLine.Samples line) {
    batches++;
    return new SampleBatch(line.lane(), 0, batches, line.sampledAt(), line.samples());
  }

  private void blackout(ReplayLine.Blackout line) {
    Duration grace = ListeningWatch.grace(machines.hosts().size(), ACCEPTED_PER_SECOND);
    machines.everyHost(new HostInput.Blackout(now, line.from(), grace));
  }

  private void order(ReplayLine.Order order) {
    IncidentLookup lookup = new IncidentLookup(machines.customers().values());
    switch (lookup.find(order.target())) {
      case IncidentMatch.Found.One one ->
          machines.customer(
              lookup.customerOf(one.id()).orElseThrow(),
              new CustomerInput.CommandGiven(now, one.id(), order.command(), order.by()));
      case IncidentMatch.Found.NotOne none ->
          refuse(none.reason(), "", order.by(), Optional.empty());
    }
  }

  @Override
  public void happened(CustomerId customer, DeskOutput.Happened happened) {
    closed.happened(happened.incident());
    out.accept(EventObject.write(happened));
    tap.accept(customer, happened.event());
  }

  @Override
  public void refused(DeskOutput.Refused refused, Optional<Incident> target) {
    refuse(
        refused.reason(),
        refused.sentence(),
        refused.by(),
        target.or(() -> closed.find(refused.target())));
  }

  private void refuse(Reason reason, String sentence, String by, Optional<Incident> incident) {
    out.accept(RefusedLine.write(now, reason, sentence, by, incident.map(this::text)));
  }

  private String text(Incident incident) {
    Language language =
        machines
            .customer(incident.customer())
            .map(customer -> customer.config().language())
            .orElse(Language.EN);
    return IncidentObject.write(incident, language);
  }
}
