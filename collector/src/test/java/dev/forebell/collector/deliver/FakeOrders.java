package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A desk that takes orders for tickets (202) and makes them when it gets to it. Nobody sells it;
 * several are like it.
 */
final class FakeOrders extends FakeDesk {
  /** How the adapter of it is written. */
  static final String ADAPTER =
      """
      adapter:
        id: orders
        vars: {prepares: false, links: false}
      create:
        - {path: /prepare, when: vars.prepares, body: '{"key": key}', save: prepared}
        - {path: /orders, body: '{"title": key}', save: ordered}
        - {method: GET, path: "/orders/{got.ordered.order}", save: shown, reference: ticket}
        - {path: "/tickets/{reference}/links", when: vars.links, body: '{"to": "hq"}'}
      comment: {path: "/tickets/{reference}/notes", body: '{"text": texts.note}'}
      search: {path: "/tickets?q={key}", reference: '$[title = $asked.key][0].id'}
      answers:
        - {status: 200, when: '$exists(body.wait)', means: retry}
      """;

  private final Deque<Integer> waiting = new ArrayDeque<>();
  private final List<String> orders = new ArrayList<>();
  private final List<Optional<Integer>> made = new ArrayList<>();
  private final List<JsonObject> tickets = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private volatile boolean busy;
  private volatile boolean saysWait;
  private volatile int orderedBy = 202;

  FakeOrders(Vertx vertx) {
    super(vertx);
  }

  /** From now on orders wait for {@link #work}. */
  FakeOrders busy() {
    busy = true;
    return this;
  }

  /** Whoever asks for an order that is not done is answered 200, and that it should wait. */
  FakeOrders saysWait() {
    saysWait = true;
    return this;
  }

  /** Orders are answered with this status. */
  FakeOrders answersOrders(int status) {
    orderedBy = status;
    return this;
  }

  /** Carries out what was ordered. */
  synchronized void work() {
    while (!waiting.isEmpty()) {
      make(waiting.remove());
    }
    busy = false;
  }

  private void make(int order) {
    int id = tickets.size() + 1;
    tickets.add(new JsonObject().put("id", id).put("title", orders.get(order)));
    made.set(order, Optional.of(id));
  }

  @Override
  synchronized List<String> tickets() {
    return tickets.stream().map(one -> one.getString("title")).toList();
  }

  @Override
  synchronized List<String> words() {
    return List.copyOf(links);
  }

  @Override
  synchronized Said answer(Asked asked) {
    if (asked.is("POST", "/prepare")) {
      return Said.json(200, new JsonObject().put("ready", true));
    }
    if (asked.is("POST", "/orders")) {
      return order(text(asked.json(), "title", 100));
    }
    if (asked.is("GET", "/tickets")) {
      return found(asked.query().get("q"));
    }
    Optional<String> order = asked.under("GET", "/orders/");
    if (order.isPresent()) {
      return shown(Integer.parseInt(order.get()));
    }
    links.add(asked.path());
    return Said.json(200, new JsonObject());
  }

  private Said order(String title) {
    orders.add(title);
    made.add(Optional.empty());
    int order = orders.size() - 1;
    waiting.add(order);
    if (!busy) {
      work();
    }
    return Said.json(orderedBy, new JsonObject().put("order", order));
  }

  private Said shown(int order) {
    if (made.get(order).isPresent()) {
      return Said.json(200, new JsonObject().put("ticket", made.get(order).get()));
    }
    if (saysWait) {
      return Said.json(200, new JsonObject().put("wait", true));
    }
    throw new Refusal(404, "not yet");
  }

  private Said found(String key) {
    JsonArray all = new JsonArray();
    tickets.stream().filter(one -> one.getString("title").equals(key)).forEach(all::add);
    return Said.json(200, all);
  }
}
