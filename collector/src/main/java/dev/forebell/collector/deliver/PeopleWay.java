package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.PeopleSender;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Messages to people on their way through the delivery of everything else: same order, retries,
 * gates, dead letters. All addresses of a channel share one gate, which bears its name.
 */
final class PeopleWay {
  /** From so many that wait for a room on, they go as one. */
  private static final int DIGEST_FROM = 4;

  private static final URI NOWHERE = URI.create("people:any");

  private final PeopleSender sender;

  PeopleWay(PeopleSender sender) {
    this.sender = sender;
  }

  /** The channel as what a gate knows; empty: it is none, or not configured. */
  Optional<WebhookEndpoint> endpoint(String name) {
    return NoticeAddress.isOne(name)
        ? sender.pace(NoticeAddress.of(name).channel()).map(pace -> channel(name, pace))
        : Optional.empty();
  }

  private static WebhookEndpoint channel(String name, WebhookEndpoint.Pace pace) {
    return new WebhookEndpoint(
        NoticeAddress.PREFIX + NoticeAddress.of(name).channel(),
        NOWHERE,
        Route.STRAIGHT,
        List.of(),
        new TreeMap<>(),
        Duration.ZERO,
        new TreeMap<>(),
        List.of(),
        Optional.empty(),
        pace,
        TicketDesk.NONE);
  }

  /** The message, and others of the page that go with it; those are taken out of the page. */
  List<Pending> together(Pending first, Deque<Pending> page) {
    List<Pending> all = new ArrayList<>(List.of(first));
    String channel = NoticeAddress.of(first.message().endpoint()).channel();
    if (page.size() + 1 >= DIGEST_FROM && sender.digests(channel)) {
      all.addAll(page);
      page.clear();
    }
    return all;
  }

  /** Sends them as one message; the stage completes normally, whatever the sender throws. */
  CompletionStage<Conclusion> send(List<Pending> messages) {
    return CompletableFuture.completedFuture(messages)
        .thenCompose(sender::send)
        .handle(
            (answer, failure) ->
                Conclusion.of(
                    failure == null
                        ? result(answer)
                        : new Retry("internal", Failures.text(failure), Optional.empty())));
  }

  private static DeliveryResult result(Answer answer) {
    return switch (answer) {
      case Answer.Taken _ -> new Accepted("");
      case Answer.Later later -> new Retry(later.code(), later.detail(), later.after());
      case Answer.Refused refused -> new Rejected(refused.code(), refused.detail());
    };
  }
}
