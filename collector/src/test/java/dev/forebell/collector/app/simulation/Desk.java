package dev.forebell.collector.app.simulation;

import dev.forebell.collector.deliver.DeliveryResult;
import dev.forebell.collector.deliver.WebhookRequest;
import dev.forebell.collector.deliver.WebhookTransport;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two ticket systems: one keeps tickets and takes every create at its word, the other drops a
 * message whose id it has seen. They refuse, keep silent, lose answers, and make a ticket when
 * nobody waits for it any more.
 */
final class Desk implements WebhookTransport {
  private static final Pattern INCIDENT = Pattern.compile("\"id\":\"(INC-[^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("key=(INC-.+)$");
  private static final Duration ON_THE_WAY = Duration.ofMillis(20);

  /** How long after its time-out a create is carried out: well within what is allowed for. */
  // Where the store stalls, all of this world stands still and what is on its way comes later.
  private static final Duration LATE = WebhookEndpoint.LATE_COMMIT.dividedBy(2);

  private final World world;
  private final SortedMap<String, Integer> tickets = new TreeMap<>();
  private final SortedSet<String> seen = new TreeSet<>();

  Desk(World world) {
    this.world = world;
  }

  @Override
  public CompletionStage<DeliveryResult> send(WebhookRequest request) {
    CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
    world.timeline().after(ON_THE_WAY, () -> arrive(request, result));
    return result;
  }

  private void arrive(WebhookRequest request, CompletableFuture<DeliveryResult> result) {
    Optional<Fault> fault =
        world.plan().of(Fault.Kind.DESK).stream()
            .filter(one -> one.during(world.second()) && concerns(one, request))
            .findFirst();
    int mode = fault.map(one -> one.amount() % 6).orElse(-1);
    Duration timeout = request.timeout();
    switch (mode) {
      case 0 -> answer(result, ON_THE_WAY, retry("http_503", Optional.empty()));
      case 1 -> answer(result, ON_THE_WAY, new DeliveryResult.Rejected("http_400", "no"));
      case 2 -> silent(request, result);
      case 3 -> {
        take(request);
        answer(result, timeout, retry("timeout", Optional.empty()));
      }
      case 4 -> answer(result, timeout.dividedBy(2), take(request));
      case 5 -> answer(result, ON_THE_WAY, retry("http_429", Optional.of(Duration.ofSeconds(20))));
      default -> answer(result, ON_THE_WAY, take(request));
    }
  }

  // It answers questions while it works on what it was told, and makes tickets late: whoever asks
  // too soon sees none. Not where the collector's clock jumps ahead: nothing is promised of a desk
  // that is late by such a clock (decision 0150).
  private void silent(WebhookRequest request, CompletableFuture<DeliveryResult> result) {
    Duration timeout = request.timeout();
    boolean desk = request.url().getHost().startsWith("desk");
    if (desk && request.method().equals("GET")) {
      answer(result, ON_THE_WAY, take(request));
      return;
    }
    boolean steady = world.plan().of(Fault.Kind.CLOCK_STEP).isEmpty();
    if (desk && steady && request.method().equals("POST")) {
      world.timeline().after(timeout.plus(LATE), () -> take(request));
    }
    answer(result, timeout, retry("timeout", Optional.empty()));
  }

  private static boolean concerns(Fault fault, WebhookRequest request) {
    boolean desk = request.url().getHost().startsWith("desk");
    return fault.target() % 3 == 2 || (fault.target() % 3 == 0) == desk;
  }

  private static DeliveryResult retry(String code, Optional<Duration> after) {
    return new DeliveryResult.Retry(code, "", after);
  }

  private void answer(
      CompletableFuture<DeliveryResult> result, Duration wait, DeliveryResult answer) {
    world.timeline().after(wait, () -> result.complete(answer));
  }

  private DeliveryResult take(WebhookRequest request) {
    return request.url().getHost().startsWith("desk") ? ticket(request) : hook(request);
  }

  private DeliveryResult ticket(WebhookRequest request) {
    if (request.method().equals("GET")) {
      Matcher key = KEY.matcher(request.url().toString());
      String incident = key.find() ? key.group(1) : "";
      return new DeliveryResult.Accepted(
          Optional.ofNullable(tickets.get(incident))
              .map(id -> "{\"found\":{\"id\":\"" + id + "\",\"number\":" + id + "}}")
              .orElse("{}"));
    }
    String incident = incident(request);
    world.oracle().taken("desk", incident, request);
    if (request.method().equals("POST")) {
      int id = tickets.size() + 1;
      world.oracle().ticket(incident, tickets.put(incident, id) != null);
      return new DeliveryResult.Accepted("{\"id\":\"" + id + "\",\"number\":" + id + "}");
    }
    String reference = request.url().getPath().replaceFirst(".*/", "");
    boolean own =
        Optional.ofNullable(tickets.get(incident))
            .map(String::valueOf)
            .orElse("")
            .equals(reference);
    world.oracle().update(incident, own);
    return new DeliveryResult.Accepted("{}");
  }

  private DeliveryResult hook(WebhookRequest request) {
    String id = World.header(request, "webhook-id");
    if (seen.add(id)) {
      world.oracle().taken("hook", incident(request), request);
    } else {
      world.oracle().repeated(request);
    }
    return new DeliveryResult.Accepted("{}");
  }

  private static String incident(WebhookRequest request) {
    Matcher matcher = INCIDENT.matcher(request.body().orElse(""));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Whether there is a ticket of this incident. */
  boolean has(String incident) {
    return tickets.containsKey(incident);
  }
}
