package dev.forebell.collector.app.simulation;

import dev.forebell.collector.deliver.WebhookRequest;
import dev.forebell.collector.ledger.MemoryOutbox;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** I4: in order, with the same key on every attempt, and to an end. */
final class DeliveryJudge {
  private final World world;
  private final Consumer<String> accuse;
  private final SortedMap<String, Long> newest = new TreeMap<>();
  private final SortedSet<String> replayed = new TreeSet<>();
  private final SortedMap<String, String> bodies = new TreeMap<>();

  DeliveryJudge(World world, Consumer<String> accuse) {
    this.world = world;
    this.accuse = accuse;
  }

  void replayed(String webhookId) {
    replayed.add(webhookId);
  }

  /** A desk took a message as news. */
  void taken(String endpoint, String incident, WebhookRequest request) {
    String id = World.header(request, "webhook-id");
    Optional<MemoryOutbox.Entry> entry =
        world.collector().memory().messages().entries().stream()
            .filter(one -> one.message().webhookId().equals(id))
            .findFirst();
    if (entry.isEmpty()) {
      accuse.accept("I4 a message went out under a key that nobody stored: " + id);
      return;
    }
    same(id, request);
    if (replayed.contains(id)) {
      return;
    }
    long number = entry.get().message().eventNumber();
    Optional.ofNullable(newest.put(endpoint + " " + incident, number))
        .filter(before -> before > number)
        .ifPresent(
            before ->
                accuse.accept(
                    "I4 "
                        + endpoint
                        + " heard of "
                        + incident
                        + " event "
                        + number
                        + " after "
                        + before));
  }

  /** A message that the desk has seen already. */
  void repeated(WebhookRequest request) {
    same(World.header(request, "webhook-id"), request);
  }

  private void same(String id, WebhookRequest request) {
    String body = request.body().orElse("");
    if (!bodies.merge(id + request.method(), body, (old, _) -> old).equals(body)) {
      accuse.accept("I4 " + id + " was sent with two contents");
    }
  }

  void everythingEnded() {
    for (MemoryOutbox.Entry entry : world.collector().memory().messages().entries()) {
      if (entry.state() != MemoryOutbox.State.DELIVERED) {
        accuse.accept(
            "I4 "
                + entry.message().webhookId()
                + " ended "
                + entry.state()
                + " after "
                + entry.attempts()
                + " attempts: "
                + entry.lastReason());
      }
    }
  }
}
