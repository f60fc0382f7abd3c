package dev.forebell.collector.deliver;

import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.TicketDesk.Repeat;
import dev.forebell.collector.port.WebhookEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Tells desks that forget what is open, again and again. Only what the desk was told before and
 * that no message waits for; meanwhile the endpoint gets no message, so that what is over is never
 * told to be open. No message of the outbox: what fails is told the next time. Confined to the
 * delivery thread.
 */
final class Repeats {
  private static final Logger LOG = System.getLogger(Repeats.class.getName());
  private static final int MOST_TOGETHER = 100;

  private final DeliveryParts parts;
  private final DeskClients desks;
  private final Executor delivery;
  private final Map<String, Instant> due = new HashMap<>();
  private final Set<String> held = new HashSet<>();
  private final Set<String> failing = new HashSet<>();

  Repeats(DeliveryParts parts, DeskClients desks, Executor delivery) {
    this.parts = parts;
    this.desks = desks;
    this.delivery = delivery;
  }

  /** Whether the endpoint must get no message now. */
  boolean holds(String endpoint) {
    return held.contains(endpoint);
  }

  /**
   * Begins what is due.
   *
   * @return how long nothing more will be
   */
  Duration pass(Instant now, Function<WebhookEndpoint, EndpointGate> gates) {
    Duration wait = Ready.OLDEST;
    for (WebhookEndpoint endpoint : parts.endpoints().get().values()) {
      Optional<Repeat> repeat = endpoint.desk().repeat();
      if (repeat.isPresent()) {
        serve(endpoint, repeat.get(), gates.apply(endpoint), now);
        Duration left = Duration.between(now, due.getOrDefault(endpoint.id(), now));
        wait = left.isPositive() && left.compareTo(wait) < 0 ? left : wait;
      }
    }
    return wait;
  }

  private void serve(WebhookEndpoint endpoint, Repeat repeat, EndpointGate gate, Instant now) {
    String id = endpoint.id();
    Duration every = Duration.ofSeconds(repeat.seconds());
    Instant at = due.computeIfAbsent(id, _ -> now);
    // A clock that was set back must not stop it until it is where it was.
    if (now.isBefore(at) && !at.isAfter(now.plus(every))) {
      return;
    }
    if (!gate.isIdle()) { // what is on its way comes back first
      held.add(id);
      return;
    }
    due.put(id, now.plus(every));
    held.remove(id);
    boolean gone = gate.standing() == Standing.GONE;
    if (!gone && gate.ask(now) instanceof EndpointGate.Answer.Go) {
      begin(endpoint, repeat, gate, now);
    }
  }

  private void begin(WebhookEndpoint endpoint, Repeat repeat, EndpointGate gate, Instant now) {
    List<IncidentRow> open =
        parts.facts().open().stream()
            .filter(row -> parts.outbox().isSettled(endpoint.id(), row.id()))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    held.add(endpoint.id());
    gate.begun(now);
    told(desks.of(endpoint), repeat, open, now)
        .thenAccept(
            result -> {
              held.remove(endpoint.id());
              boolean unused =
                  gate.came(result, parts.clock().instant(), parts.random().getAsDouble());
              tell(endpoint.id(), result);
            });
  }

  // Completes normally and on the delivery thread, whatever a mapping throws.
  private CompletionStage<DeliveryResult> told(
      DeskClient desk, Repeat repeat, List<IncidentRow> open, Instant now) {
    return CompletableFuture.completedFuture(open)
        .thenCompose(rows -> send(desk, repeat, rows, now))
        .handleAsync(
            (result, failure) ->
                Optional.ofNullable(failure)
                    .<DeliveryResult>map(
                        broken -> new DeliveryResult.Rejected("mapping", Failures.text(broken)))
                    .orElse(result),
            delivery);
  }

  private CompletionStage<DeliveryResult> send(
      DeskClient desk, Repeat repeat, List<IncidentRow> open, Instant now) {
    List<IncidentRow> together = open.subList(0, Math.min(MOST_TOGETHER, open.size()));
    List<IncidentRow> rest = open.subList(together.size(), open.size());
    List<Object> lists = new ArrayList<>();
    together.forEach(row -> lists.addAll(list(desk, repeat, row, now)));
    return desk.send(desk.requests().again(repeat.path(), lists, new TreeMap<>()))
        .thenComposeAsync(
            result ->
                rest.isEmpty() || !(result instanceof DeliveryResult.Accepted)
                    ? CompletableFuture.completedFuture(result)
                    : send(desk, repeat, rest, now),
            delivery);
  }

  private List<?> list(DeskClient desk, Repeat repeat, IncidentRow row, Instant now) {
    WebhookEndpoint endpoint = desk.requests().endpoint();
    TicketInput input =
        new TicketInput(
            message(row, endpoint.id(), now),
            endpoint,
            parts.facts(),
            parent -> parts.outbox().ticket(endpoint.id(), parent),
            now);
    Object made = desk.requests().mapping().of(repeat.body(), input.values(), Map.of()).orElse("");
    return made instanceof List<?> list ? list : List.of(made);
  }

  // As an event, so that expressions see what they see of one.
  private static OutboxMessage message(IncidentRow row, String endpoint, Instant now) {
    String object =
        "{\"event\":\"incident.repeated\",\"number\":0,\"by\":\"system\",\"clock\":null,\"at\":\""
            + now
            + "\",\"incident\":"
            + row.object()
            + "}";
    return new OutboxMessage(
        row.id() + "-repeat-" + endpoint,
        endpoint,
        row.id(),
        row.customer(),
        0,
        "incident.repeated",
        object,
        now);
  }

  private void tell(String endpoint, DeliveryResult result) {
    if (result instanceof DeliveryResult.Failed failed) {
      if (failing.add(endpoint)) {
        LOG.log(
            Level.WARNING,
            "webhook {0} is not told again what is open: {1}",
            endpoint,
            failed.reason());
      }
    } else if (failing.remove(endpoint)) {
      LOG.log(Level.INFO, "webhook {0} is told again what is open", endpoint);
    }
  }
}
