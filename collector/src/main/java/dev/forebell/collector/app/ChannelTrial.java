package dev.forebell.collector.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.notify.PeopleChannels;
import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Sends a message about nothing by a channel, as the collector would send a real one. */
public final class ChannelTrial {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEY_BYTES = 32;
  private static final String EVENT = "incident.notified";

  private final PeopleBook book;
  private final InstantSource clock;

  /**
   * @param clock wall time
   */
  public ChannelTrial(PeopleBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  /**
   * Sends it and waits for the answer.
   *
   * @param contact empty: the channel is a room
   * @param words what it says in place of a cause
   */
  public Answer send(String channel, Optional<String> contact, String words) {
    Vertx vertx = Vertx.vertx();
    // Its links are signed by nobody's key: nothing is acknowledged by pressing 1.
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try (WebhookSender sender = new WebhookSender(vertx, clock);
        PeopleChannels channels =
            new PeopleChannels(
                () -> book, new SenderCaller(sender), clock, new CallbackLinks(key, clock))) {
      return channels.send(List.of(message(channel, contact, words))).toCompletableFuture().join();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private Pending message(String channel, Optional<String> contact, String words) {
    Instant now = clock.instant();
    IncidentId incident =
        new IncidentId("INC-TRIAL-" + now.atOffset(ZoneOffset.UTC).getYear() + "-1");
    CustomerId customer = new CustomerId("trial");
    String endpoint = new NoticeAddress(channel, Optional.empty(), contact).endpoint();
    return new Pending(
        1,
        new OutboxMessage(
            incident + "-" + now.toEpochMilli() + "-" + channel,
            endpoint,
            incident,
            customer,
            1,
            EVENT,
            event(incident, words, now),
            now),
        0,
        "",
        true);
  }

  private static String event(IncidentId incident, String words, Instant now) {
    ObjectNode about = JSON.createObjectNode();
    about
        .put("id", incident.value())
        .put("customer", "trial")
        .put("site", "")
        .put("host", "forebell");
    about.put("rule", "trial").put("subject", "").put("means", "degradation");
    about.put("severity", "warning").put("emergency", false).put("state", "open");
    about.put("began_at", now.toString()).put("detected_at", now.toString());
    about.putObject("evidence").put("text", words).putObject("detail").put("step", 1);
    ObjectNode event = JSON.createObjectNode();
    event.put("at", now.toString()).put("event", EVENT).put("number", 1).put("by", "system");
    event.set("incident", about);
    return event.toString();
  }
}
