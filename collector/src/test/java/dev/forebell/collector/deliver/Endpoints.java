package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import dev.forebell.common.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Endpoints as the configuration reader would make them, for tests. */
final class Endpoints {
  static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String CASE =
      """
      {
        "name": incident.id & " " & incident.host,
        "status": incident.state in ["resolved", "closed"] ? "Closed" : "New",
        "priority": incident.emergency ? "Urgent" : "High",
        "description": event & " by " & by,
        "cForebellKey": incident.id
      }
      """;
  private static final String REFERENCE = "{\"reference\": id, \"number\": $string(number)}";

  private Endpoints() {}

  /** Plain Standard Webhooks to the URL itself. */
  static WebhookEndpoint plain(String id, URI url, Set<Kind> kinds) {
    SortedMap<Kind, Call> calls = new TreeMap<>();
    kinds.forEach(kind -> calls.put(kind, plainCall()));
    return endpoint(id, url, Duration.ofSeconds(2), calls, Optional.empty());
  }

  static WebhookEndpoint plain(String id, URI url, Duration timeout) {
    return endpoint(
        id, url, timeout, new TreeMap<>(Map.of(Kind.CREATE, plainCall())), Optional.empty());
  }

  private static Call plainCall() {
    return new Call("POST", "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An EspoCRM-like desk, with search. */
  static WebhookEndpoint desk(String id, URI url) {
    SortedMap<Kind, Call> calls = new TreeMap<>();
    Optional<String> link = Optional.of("'" + url + "/#Case/view/' & reference");
    calls.put(
        Kind.CREATE,
        new Call("POST", "/api/v1/Case", Optional.of(CASE), Optional.of(REFERENCE), link));
    Call put =
        new Call(
            "PUT",
            "/api/v1/Case/{reference}",
            Optional.of(CASE),
            Optional.empty(),
            Optional.empty());
    calls.put(Kind.UPDATE, put);
    calls.put(Kind.CLOSE, put);
    Search search =
        new Search(
            "/api/v1/Case?where[0][type]=equals&where[0][attribute]=cForebellKey&where[0][value]={key}&maxSize=1",
            "list[0] ? {\"reference\": list[0].id, \"number\": $string(list[0].number)}",
            link);
    return endpoint(id, url, Duration.ofSeconds(2), calls, Optional.of(search));
  }

  private static WebhookEndpoint endpoint(
      String id, URI url, Duration timeout, SortedMap<Kind, Call> calls, Optional<Search> search) {
    return new WebhookEndpoint(
        id,
        url,
        Route.allowing(List.of("127.0.0.0/8")),
        List.of(SECRET),
        new TreeMap<>(Map.of("X-Api-Key", new Secret("k1"))),
        timeout,
        calls,
        List.of(),
        search,
        Pace.USUAL,
        TicketDesk.NONE);
  }
}
