package dev.forebell.collector.deliver;

import dev.forebell.collector.port.WebhookEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The logins of all endpoints; a changed endpoint begins anew. Confined to the delivery thread. */
final class Logins {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final Map<String, DeskLogin> logins = new HashMap<>();

  Logins(WebhookTransport sender, Executor delivery) {
    this.sender = sender;
    this.delivery = delivery;
  }

  DeskLogin of(WebhookEndpoint endpoint) {
    DeskLogin login =
        logins.computeIfAbsent(endpoint.id(), _ -> new DeskLogin(sender, delivery, endpoint));
    if (login.isFor(endpoint)) {
      return login;
    }
    login.close();
    DeskLogin fresh = new DeskLogin(sender, delivery, endpoint);
    logins.put(endpoint.id(), fresh);
    return fresh;
  }

  /** Ends all sessions. */
  void close() {
    logins.values().forEach(DeskLogin::close);
  }
}
