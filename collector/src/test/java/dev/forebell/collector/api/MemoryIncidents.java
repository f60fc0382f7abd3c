package dev.forebell.collector.api;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Incidents kept in memory, with just enough life to answer commands. */
public final class MemoryIncidents implements IncidentReader, EventFeed, CommandGate {
  private static final Comparator<IncidentRow> ORDER =
      Comparator.comparing(IncidentRow::emergency)
          .reversed()
          .thenComparing(IncidentRow::detectedAt, Comparator.reverseOrder());

  private final TreeMap<IncidentId, JsonObject> incidents = new TreeMap<>();
  private final List<Recorded> events = new ArrayList<>();
  private final List<Consumer<Recorded>> listeners = new CopyOnWriteArrayList<>();

  /** Puts an incident as it is, and commits an event about it. */
  public synchronized void put(
      JsonObject incident, Instant at, String event, String by, Reason reason) {
    put(incident, at, event, by, reason, Optional.empty());
  }

  public synchronized void put(
      JsonObject incident,
      Instant at,
      String event,
      String by,
      Reason reason,
      Optional<JsonObject> clock) {
    IncidentId id = new IncidentId(incident.getString("id"));
    incidents.put(id, incident);
    long number = timeline(id).size() + 1L;
    JsonObject told = incident.copy();
    told.remove("clocks");
    JsonObject object =
        new JsonObject()
            .put("at", JsonText.time(at))
            .put("event", event)
            .put("number", number)
            .put("reason", reason.id())
            .put("by", by)
            .put("incident", told)
            .put("clock", clock.orElse(null));
    StoredEvent stored =
        new StoredEvent(
            id,
            new CustomerId(incident.getString("customer")),
            number,
            at,
            event,
            "{}",
            object.encode());
    Recorded recorded = new Recorded(events.size() + 1L, at.plusMillis(4), stored);
    events.add(recorded);
    listeners.forEach(listener -> listener.accept(recorded));
  }

  @Override
  public synchronized Page list(Query query) {
    int from = query.cursor().map(Integer::parseInt).orElse(0);
    List<IncidentRow> found =
        incidents.keySet().stream()
            .map(this::row)
            .filter(row -> query.customer().map(row.customer()::equals).orElse(true))
            .filter(row -> query.states().isEmpty() || query.states().contains(row.state()))
            .filter(row -> query.host().map(row.host()::equals).orElse(true))
            .sorted(ORDER)
            .toList();
    int to = Math.min(found.size(), from + query.limit());
    return new Page(
        found.subList(from, to),
        to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  private IncidentRow row(IncidentId id) {
    JsonObject incident = incidents.get(id);
    Instant detected = Instant.parse(incident.getString("detected_at"));
    return new IncidentRow(
        id,
        new CustomerId(incident.getString("customer")),
        incident.getString("state"),
        incident.getString("severity"),
        incident.getString("means"),
        incident.getBoolean("emergency"),
        incident.getString("host", ""),
        incident.getString("rule"),
        detected,
        detected,
        incident.encode());
  }

  @Override
  public synchronized Optional<IncidentRow> find(IncidentId id) {
    return incidents.containsKey(id) ? Optional.of(row(id)) : Optional.empty();
  }

  @Override
  public synchronized List<Recorded> timeline(IncidentId id) {
    return events.stream().filter(r -> r.event().incident().equals(id)).toList();
  }

  @Override
  public synchronized List<Recorded> after(long position, int limit) {
    return events.stream().filter(r -> r.position() > position).limit(limit).toList();
  }

  @Override
  public Subscription subscribe(Consumer<Recorded> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  @Override
  public synchronized CompletionStage<Answer> submit(
      Optional<CustomerId> customer, IncidentId id, Command command, String by) {
    JsonObject incident = incidents.get(id);
    if (incident == null
        || customer.filter(c -> !c.value().equals(incident.getString("customer"))).isPresent()) {
      return refused(Reason.NO_SUCH_INCIDENT, "There is no incident " + id + ".");
    }
    String state = incident.getString("state");
    return switch (command) {
      case Command.Acknowledge given when state.equals("open") -> {
        JsonObject next = incident.copy().put("state", "acknowledged");
        JsonArray clocks = next.getJsonArray("clocks", new JsonArray());
        clocks.stream()
            .map(JsonObject.class::cast)
            .filter(clock -> clock.getString("name").equals("response"))
            .forEach(clock -> clock.put("outcome", "met"));
        yield done(next, "incident.acknowledged", by);
      }
      case Command.Resolve given when !state.equals("resolved") ->
          done(incident.copy().put("state", "resolved"), "incident.resolved", by);
      case Command.Comment given -> done(incident, "incident.commented", by);
      case Command.Demote given when by.startsWith("bot:") ->
          refused(Reason.PERSON_REQUIRED, "only a person may demote");
      case Command.Report given -> refused(Reason.BAD_COMMAND, "reported before time began");
      case Command.Close given -> CompletableFuture.failedStage(new IllegalStateException("lost"));
      default -> refused(Reason.ILLEGAL_IN_STATE, state + ": not now");
    };
  }

  private CompletionStage<Answer> done(JsonObject next, String event, String by) {
    put(next, Instant.now(), event, by, Reason.COMMAND);
    return CompletableFuture.completedStage(new Answer.Done());
  }

  private static CompletionStage<Answer> refused(Reason reason, String detail) {
    return CompletableFuture.completedStage(new Answer.Refused(reason, detail));
  }
}
