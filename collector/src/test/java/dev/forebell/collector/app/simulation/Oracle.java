package dev.forebell.collector.app.simulation;

import dev.forebell.collector.app.SimulatedEngine;
import dev.forebell.collector.deliver.WebhookRequest;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.json.EventPayload;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.Committed;
import dev.forebell.collector.ledger.MemoryOutbox;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.SuppressionDesk;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireProblem;
import java.util.Optional;

/** Sees everything that happens and says what must not have. */
final class Oracle {
  private final World world;
  private final Findings findings;
  private final Deafness deafness = new Deafness();
  private final IncidentJudge incidents;
  private final ClockJudge clocks;
  private final SuppressionJudge suppressions;
  private final BootJudge boots;
  private final TimeJudge times;
  private final LinkTruth links;
  private final Growth growth;
  private final ParentJudge parents;
  private final MissingJudge missing;
  private final BatchJudge batches;
  private final DeliveryJudge deliveries;

  Oracle(World world, boolean keepTranscript) {
    this.world = world;
    this.findings = new Findings(world, keepTranscript);
    this.incidents = new IncidentJudge(world, findings::accuse);
    this.clocks = new ClockJudge(findings::accuse);
    this.suppressions = new SuppressionJudge(world, incidents, deafness, findings::accuse);
    this.boots = new BootJudge(world, incidents, findings::accuse);
    this.times = new TimeJudge(world, deafness, findings::accuse);
    this.links = new LinkTruth(world, deafness, incidents, boots, findings::accuse);
    this.growth = new Growth(world, findings::accuse);
    this.parents = new ParentJudge(world, links, incidents, findings::accuse);
    this.missing = new MissingJudge(world, incidents, deafness, findings::accuse);
    this.batches = new BatchJudge(world, incidents, findings::accuse);
    this.deliveries = new DeliveryJudge(world, findings::accuse);
  }

  Findings findings() {
    return findings;
  }

  void note(String what) {
    findings.note(what);
  }

  // ---- the collector

  void deafFrom(double second) {
    deafness.from(second);
  }

  void listensAgain() {
    deafness.listensAgain(world.second());
    note("collector started");
    incidents.foldsTo(SimulatedEngine.folded(world.collector().memory(), world.settings().usual()));
  }

  void wasDeaf(double from, double to) {
    deafness.was(from, to);
  }

  /** An input cost the engine an exception. */
  void dropped(String message) {
    findings.accuse("an input was dropped: " + message);
  }

  void committing() {
    links.decided();
    times.decided();
  }

  void committed(Commit commit, Committed committed) {
    suppressions.given(commit.suppressions());
    for (StoredEvent stored : commit.events()) {
      IncidentEvent event = EventPayload.read(stored);
      note(
          "event "
              + event.id()
              + " "
              + event.number()
              + " "
              + event.name()
              + " "
              + event.reason()
              + " by "
              + event.by()
              + " at "
              + event.at());
      incidents.happened(stored, event);
      clocks.happened(event);
      times.happened(event);
      links.happened(event, incidents);
      suppressions.happened(event);
      parents.happened(event);
      said(event);
      if (event.change() instanceof Change.Restored restored
          && event.reason() == Reason.GOOD_SAMPLE) {
        incidents
            .keyOf(event.id())
            .filter(key -> key.rule().value().equals("disk-exhausted"))
            .flatMap(IncidentKey::host)
            .ifPresent(host -> batches.restored(host, restored.restoredAt()));
      }
    }
    incidents.committed(commit);
    commit.outbox().forEach(message -> note("to be sent: " + message.webhookId()));
  }

  /** Swap that fills, or does not. */
  Growth growth() {
    return growth;
  }

  /** What is told of series that are missing, and of boots. */
  private void said(IncidentEvent event) {
    switch (event.change()) {
      case Change.Opened opened when event.number() == 1 -> said(opened);
      case Change.Withheld withheld when event.number() == 1 -> said(withheld.opening());
      default -> {
        // Tells of the same again.
      }
    }
  }

  private void said(Change.Opened opened) {
    missing.told(opened.key(), opened.finding());
    String rule = opened.key().rule().value();
    opened
        .key()
        .host()
        .ifPresent(
            host -> {
              if (rule.equals("reboot")) {
                boots.told(host);
              } else if (rule.equals("paging-fills")) {
                growth.told(host);
              }
            });
  }

  void answered(
      IncidentId incident, Command command, String by, Optional<CommandGate.Answer> answer) {
    note(
        "command "
            + command
            + " of '"
            + by
            + "' for "
            + incident
            + ": "
            + answer.map(Object::toString).orElse("no answer"));
  }

  // ---- agents

  void measured(Agent agent, SampleBatch batch) {
    missing.measured(agent, batch);
    batches.measured(agent, batch);
  }

  void arrived(Agent agent, SampleBatch batch) {
    missing.arrived(agent, batch);
    batches.arrived(agent, batch);
  }

  void declared(Agent agent, Frame.Gap gap) {
    batches.declared(agent, gap);
  }

  void ackSent(Agent agent, Frame.Ack ack) {
    batches.ackSent(agent, ack);
  }

  void acked(Agent agent, Frame.Ack ack) {
    note("ack " + agent.identity().host() + " " + ack.lane() + " " + ack.sequence());
    batches.acked(agent, ack);
  }

  void protocol(WireProblem problem) {
    findings.accuse("an agent broke the protocol: " + problem.describe());
  }

  /** When the collector last took something in of a host. */
  double heardAt(Agent agent) {
    return links.heardAt(agent.identity().host());
  }

  void heard(Agent agent, double second) {
    links.heard(agent, second);
  }

  void witnessed(Agent about, Agent witness, Evidence.Answer answer) {
    note(witness.identity().host() + " says of " + about.identity().host() + ": " + answer);
    links.witnessed(about, witness, answer);
  }

  /** What somebody wants kept back, or no more. */
  void ordered(SuppressionDesk.Order order, Optional<SuppressionDesk.Answer> answer) {
    note(order + ": " + answer.map(Object::toString).orElse("no answer"));
  }

  void closedByAgent(Agent agent) {
    links.closed(agent);
    note("closed " + agent.identity().host());
  }

  void stopped(Agent agent, boolean died) {
    links.stopped(agent, died);
  }

  void started(Agent agent) {
    links.started(agent);
  }

  // ---- desks

  void taken(String endpoint, String incident, WebhookRequest request) {
    note(
        "taken by "
            + endpoint
            + ": "
            + request.method()
            + " "
            + World.header(request, "webhook-id"));
    deliveries.taken(endpoint, incident, request);
    parents.taken(incident);
  }

  void repeated(WebhookRequest request) {
    deliveries.repeated(request);
  }

  /** People made a dead letter due again: it comes after what passed it. */
  void replayed(String webhookId) {
    deliveries.replayed(webhookId);
  }

  void ticket(String incident, boolean second) {
    if (second) {
      findings.accuse("I4 one incident made two tickets: " + incident);
    }
  }

  void update(String incident, boolean own) {
    if (!own) {
      findings.accuse("I4 an update reached another ticket than its incident's: " + incident);
    }
  }

  boolean messagesWait() {
    return world.collector().memory().messages().entries().stream()
        .anyMatch(entry -> entry.state() == MemoryOutbox.State.WAITING);
  }

  // ---- verdicts

  /** Whether {@link #calmAgain} would find nothing wrong now. */
  boolean isContent() {
    return findings.wouldBeNone(this::calmAgain);
  }

  /** All has been well for long: nothing may be wrong any more. */
  void calmAgain() {
    incidents.nothingOpen();
    links.deathsWereTold();
    missing.whatWasMissingWasTold();
    boots.bootsWereTold();
    growth.whatFillsWasTold();
    batches.badSamplesWereTold();
    batches.gapsAreHonest();
  }

  void freshTicket(Agent agent) {
    incidents
        .idOf(agent.identity().host() + " disk-exhausted", "mountpoint=/fresh")
        .filter(id -> world.desk().has(id))
        .ifPresentOrElse(
            _ -> {},
            () ->
                findings.accuse(
                    "I9 a fresh bad sample of "
                        + agent.identity().host()
                        + " made no ticket within 30 s"));
  }

  void atTheEnd() {
    deliveries.everythingEnded();
    incidents.foldsTo(SimulatedEngine.folded(world.collector().memory(), world.settings().usual()));
  }
}
