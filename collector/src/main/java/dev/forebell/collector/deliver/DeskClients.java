package dev.forebell.collector.deliver;

import dev.forebell.collector.port.WebhookEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** One client per endpoint; a changed endpoint begins anew. Confined to the delivery thread. */
final class DeskClients {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final Map<String, DeskClient> clients = new HashMap<>();

  DeskClients(WebhookTransport sender, Executor delivery) {
    this.sender = sender;
    this.delivery = delivery;
  }

  DeskClient of(WebhookEndpoint endpoint) {
    DeskClient client =
        clients.computeIfAbsent(endpoint.id(), _ -> new DeskClient(sender, delivery, endpoint));
    if (client.isFor(endpoint)) {
      return client;
    }
    client.close();
    DeskClient fresh = new DeskClient(sender, delivery, endpoint);
    clients.put(endpoint.id(), fresh);
    return fresh;
  }

  /** Ends all sessions. */
  void close() {
    clients.values().forEach(DeskClient::close);
  }
}
