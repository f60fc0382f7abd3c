package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.CustomerConfig.Mode;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.common.model.Pure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which messages an incident event makes: one per endpoint that wants it. */
@Pure
public final class DeliveryPlan {
  private static final String OPENED = "incident.opened";
  private static final String RESOLVED = "incident.resolved";
  private static final String CLOSED = "incident.closed";
  private static final String REOPENED = "incident.reopened";
  private static final Set<String> ENDINGS = Set.of(RESOLVED, CLOSED);
  private static final Set<Kind> FILTERED = Set.of(Kind.UPDATE, Kind.COMMENT, Kind.RELATE);
  private static final String LINKED = "incident.linked";
  private static final String ABSORBED = "incident.absorbed";
  private static final Set<String> SILENT = Set.of("incident.suppressed", "incident.notified");
  private static final Set<String> SPOKEN_CLOCKS = Set.of("sla.warning", "sla.breached");
  // What is said of an incident and leaves it as it is.
  private static final Set<String> WORDS =
      Set.of(
          "incident.assigned",
          "incident.contacted",
          "incident.dispatched",
          "incident.arrived",
          "incident.diagnosed",
          "incident.commented",
          "incident.reported",
          LINKED,
          "incident.excluded",
          "sla.warning",
          "sla.breached");

  /** Stands between a person's name and the endpoint that their word came by. */
  public static final String VIA = " via ";

  private DeliveryPlan() {}

  /**
   * The messages of one change, in the order of {@code endpoints}; the same change makes the same
   * messages, webhook ids included.
   *
   * @param endpoints the customer's, as configured
   */
  public static List<OutboxMessage> messages(
      NoticeCandidate change, List<WebhookEndpoint> endpoints) {
    if (staysInTheHouse(change)) {
      return List.of();
    }
    Kind kind = kind(change.event().name(), !change.announced());
    return endpoints.stream()
        .filter(endpoint -> wants(endpoint, kind, change.event().name()))
        .filter(endpoint -> !isItsOwn(change, endpoint))
        .map(endpoint -> message(change, endpoint))
        .toList();
  }

  /**
   * What an event does to the desk's ticket.
   *
   * @param first whether it is the first of its incident that the desk hears of
   */
  public static Kind kind(String event, boolean first) {
    if (ENDINGS.contains(event)) {
      return event.equals(RESOLVED) ? Kind.RESOLVE : Kind.CLOSE;
    }
    if (first || event.equals(OPENED)) {
      return Kind.CREATE;
    }
    if (event.equals(REOPENED)) {
      return Kind.REOPEN;
    }
    if (event.equals(ABSORBED)) {
      return Kind.RELATE;
    }
    return WORDS.contains(event) ? Kind.COMMENT : Kind.UPDATE;
  }

  private static boolean staysInTheHouse(NoticeCandidate change) {
    String name = change.event().name();
    boolean quiet =
        change.mode() == Mode.SHADOW || change.means() == Meaning.NOTE || SILENT.contains(name);
    boolean unheard = !change.announced() && (change.absorbed() || ENDINGS.contains(name));
    return quiet || unheard || isEcho(change) || isQuietClock(name);
  }

  // A ticket's reference comes back as a link: telling the desks of it would tell them of
  // themselves.
  private static boolean isEcho(NoticeCandidate change) {
    return change.event().name().equals(LINKED)
        && change.by().startsWith(TicketFeedback.AUTHOR_PREFIX);
  }

  // What came from a desk is known there: it is told to the others only.
  private static boolean isItsOwn(NoticeCandidate change, WebhookEndpoint endpoint) {
    return change.by().endsWith(VIA + endpoint.id());
  }

  private static boolean isQuietClock(String name) {
    return name.startsWith("sla.") && !SPOKEN_CLOCKS.contains(name);
  }

  private static boolean wants(WebhookEndpoint endpoint, Kind kind, String event) {
    Optional<Kind> served = endpoint.serves(kind);
    boolean filtered =
        served.filter(FILTERED::contains).isPresent()
            && !endpoint.events().isEmpty()
            && !endpoint.events().contains(event);
    return served.isPresent() && !filtered;
  }

  private static OutboxMessage message(NoticeCandidate change, WebhookEndpoint endpoint) {
    return new OutboxMessage(
        change.event().incident() + "-" + change.event().number() + "-" + endpoint.id(),
        endpoint.id(),
        change.event().incident(),
        change.event().customer(),
        change.event().number(),
        change.event().name(),
        change.event().object(),
        change.notBefore());
  }
}
