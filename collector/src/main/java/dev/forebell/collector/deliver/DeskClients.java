package dev.forebell.collector.deliver;

import dev.forebell.collector.port.WebhookEndpoint;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** One client per endpoint; a changed endpoint begins anew. Confined to the delivery thread. */
final class DeskClients {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final InstantSource clock;
  private final Map<String, DeskClient> clients = new HashMap<>();

  DeskClients(WebhookTransport sender, Executor delivery, InstantSource clock) {
    this.sender = sender;
    this.delivery = delivery;
    this.clock = clock;
  }

  DeskClient of(WebhookEndpoint endpoint) {
    DeskClient client = clients.computeIfAbsent(endpoint.id(), _ -> client(endpoint));
    if (client.isFor(endpoint)) {
      return client;
    }
    client.close();
    DeskClient fresh = client(endpoint);
    clients.put(endpoint.id(), fresh);
    return fresh;
  }

  private DeskClient client(WebhookEndpoint endpoint) {
    return new DeskClient(sender, delivery, endpoint, clock);
  }

  /** Ends all sessions. */
  void close() {
    clients.values().forEach(DeskClient::close);
  }
}
