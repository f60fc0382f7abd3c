package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.WebhookEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What desks tell becomes commands to their incidents. The same news twice, older news after newer
 * ones, and news of tickets that are not ours change nothing. Blocks: one thread, off the event
 * loops.
 */
public final class DeskNews implements NewsSink {
  private static final Logger LOG = System.getLogger(DeskNews.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final CommandGate gate;
  private final InstantSource clock;

  public DeskNews(Outbox outbox, CommandGate gate, InstantSource clock) {
    this.outbox = outbox;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Takes what a desk calls us with.
   *
   * @param body JSON
   * @param headers by lower-case name
   * @throws Mapping.MappingFailure if the adapter's mapping does not work for it
   */
  void take(WebhookEndpoint endpoint, String body, Map<String, String> headers) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("body", TicketInput.json(body));
    input.put("headers", headers);
    input.put("vars", endpoint.desk().vars());
    input.put("now", clock.instant().toString());
    take(
        endpoint,
        new Mapping(endpoint.desk().definitions()),
        endpoint.desk().back().orElseThrow().news(),
        input);
  }

  @Override
  public void take(
      WebhookEndpoint endpoint, Mapping mapping, String expression, Map<String, Object> input) {
    Instant now = clock.instant();
    NewsSink.items(mapping, expression, input).stream()
        .flatMap(item -> NewsItem.of(item, now).stream())
        .sorted(Comparator.comparing(NewsItem::at))
        .forEach(item -> tell(endpoint, item));
  }

  private void tell(WebhookEndpoint endpoint, NewsItem item) {
    String id = endpoint.id();
    Optional<IncidentId> incident =
        IncidentId.valid(item.ticket())
            ? Optional.of(new IncidentId(item.ticket()))
            : outbox.incidentOf(id, item.ticket());
    if (incident.isEmpty() || outbox.isHeard(id, item.id())) {
      return;
    }
    String subject = incident.get().value();
    boolean late =
        item.moves()
            && outbox.mark(id, subject).filter(newest -> newest.isAfter(item.at())).isPresent();
    if (!late) {
      submit(endpoint, incident.get(), item);
    }
    // Heard once the answer is there: a crash in between asks again, it never loses a word.
    outbox.hear(id, item.id(), clock.instant());
    if (item.moves() && !late) {
      outbox.mark(id, subject, item.at());
    }
  }

  private void submit(WebhookEndpoint endpoint, IncidentId incident, NewsItem item) {
    String author = (item.bot() ? "bot:" : "") + item.by() + DeliveryPlan.VIA + endpoint.id();
    CommandGate.Answer answer =
        gate.submit(Optional.empty(), incident, item.command(), author)
            .toCompletableFuture()
            .copy()
            .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (answer instanceof CommandGate.Answer.Refused refused) {
      LOG.log(
          Level.INFO,
          "{0}: the news of {1} changed nothing: {2}",
          endpoint.id(),
          incident,
          refused.detail());
    }
  }
}
