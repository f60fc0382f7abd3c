package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.deliver.DeliveryPlan;
import dev.forebell.collector.deliver.NoticeCandidate;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentState;
import dev.forebell.collector.json.HappenedRows;
import dev.forebell.collector.json.NoticeObject;
import dev.forebell.collector.json.WatchPayload;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.WatchRow;
import dev.forebell.collector.notify.NoticePlan;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The engine's effects as rows of one transaction. Remembers which incidents desks have heard of.
 * One thread.
 */
final class CommitWriter {
  private final Set<IncidentId> announced;
  // Whose first message waits, and until when: an absorbed one is withdrawn and never was told of.
  private final Map<IncidentId, Instant> waiting = new TreeMap<>();

  CommitWriter(Set<IncidentId> announced) {
    this.announced = new TreeSet<>(announced);
  }

  /** Desks have heard of these incidents too. */
  void remember(Set<IncidentId> heardOf) {
    announced.addAll(heardOf);
  }

  Commit write(
      EngineRoom room,
      EngineEffects effects,
      Configuration configuration,
      List<LaneMark> marks,
      List<LastHeard> lastHeard,
      Instant now) {
    effects.waits().forEach((id, until) -> hold(id, until));
    Map<IncidentId, Incident> after = after(effects);
    List<IncidentId> withdrawn = withdrawn(after, now);
    List<StoredEvent> events = new ArrayList<>();
    // A row is written once a commit, as its last event left it.
    Map<IncidentId, DeskOutput.Happened> last = new LinkedHashMap<>();
    List<OutboxMessage> outbox = new ArrayList<>();
    Set<IncidentId> folded = effects.foldedAtOnce();
    for (EngineEffects.Happened effect : effects.events()) {
      DeskOutput.Happened happened = effect.happened();
      boolean below = folded.contains(happened.incident().id());
      StoredEvent stored = HappenedRows.event(happened);
      events.add(stored);
      last.put(stored.incident(), happened);
      room.customerConfig(effect.customer())
          .ifPresent(
              config -> outbox.addAll(messages(stored, happened, below, config, configuration)));
    }
    List<WatchRow> watches = effects.watches().stream().map(key -> row(room, key)).toList();
    return new Commit(
        now,
        events,
        last.values().stream().map(HappenedRows::incident).toList(),
        watches,
        marks,
        lastHeard,
        effects.people(),
        effects.suppressions(),
        outbox,
        withdrawn);
  }

  private void hold(IncidentId id, Instant until) {
    if (!announced.contains(id)) {
      waiting.put(id, until);
    }
  }

  /** The incidents as the whole commit leaves them: what is below another by then is not told. */
  private static Map<IncidentId, Incident> after(EngineEffects effects) {
    Map<IncidentId, Incident> after = new TreeMap<>();
    for (EngineEffects.Happened effect : effects.events()) {
      after.put(effect.happened().incident().id(), effect.happened().incident());
    }
    return after;
  }

  private List<IncidentId> withdrawn(Map<IncidentId, Incident> after, Instant now) {
    waiting.values().removeIf(until -> !until.isAfter(now));
    List<IncidentId> withdrawn =
        waiting.keySet().stream()
            .filter(
                id ->
                    Optional.ofNullable(after.get(id)).flatMap(Incident::parent).isPresent()
                        && announced.remove(id))
            .toList();
    withdrawn.forEach(waiting::remove);
    return withdrawn;
  }

  private static WatchRow row(EngineRoom room, ConditionKey key) {
    return new WatchRow(key, room.watch(key).map(WatchPayload::write));
  }

  private List<OutboxMessage> messages(
      StoredEvent stored,
      DeskOutput.Happened happened,
      boolean below,
      CustomerConfig config,
      Configuration configuration) {
    Incident incident = happened.incident();
    if (incident.state() == IncidentState.SUPPRESSED) {
      return List.of();
    }
    NoticeCandidate change =
        new NoticeCandidate(
            stored,
            happened.event().by(),
            incident.finding().means(),
            below || incident.standsBelowOwn() || !incident.open(),
            announced.contains(incident.id()),
            config.mode(),
            waiting.getOrDefault(incident.id(), stored.at()));
    List<OutboxMessage> messages = DeliveryPlan.messages(change, endpoints(config, configuration));
    List<OutboxMessage> notices = notices(change, happened, below, configuration);
    if (!messages.isEmpty()) {
      announced.add(incident.id());
    }
    if (stored.name().equals("incident.closed")) {
      announced.remove(incident.id());
    }
    return Stream.concat(messages.stream(), notices.stream()).toList();
  }

  private static List<OutboxMessage> notices(
      NoticeCandidate change,
      DeskOutput.Happened happened,
      boolean below,
      Configuration configuration) {
    return NoticePlan.messages(
        new NoticePlan.Candidate(
            change.event(),
            happened.event().change(),
            happened.incident(),
            below || happened.incident().standsBelowOwn(),
            !change.by().equals(IncidentEvent.SYSTEM) && !change.by().contains(":"),
            change.mode(),
            change.notBefore(),
            language -> NoticeObject.write(happened, language)),
        configuration.people());
  }

  private static List<WebhookEndpoint> endpoints(
      CustomerConfig config, Configuration configuration) {
    return config.webhooks().stream()
        .flatMap(id -> Stream.ofNullable(configuration.webhooks().get(id)))
        .toList();
  }
}
