package dev.forebell.collector.app;

import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryLoop;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.DeskNews;
import dev.forebell.collector.deliver.DeskPolls;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.notify.PeopleChannels;
import dev.forebell.collector.port.CommandGate;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outbox's way out, running.
 *
 * @param counters what it did, for meters
 */
record Delivery(
    DeliveryLoop loop,
    DeskPolls polls,
    WebhookSender sender,
    PeopleChannels people,
    DeliveryCounters counters)
    implements AutoCloseable {
  static Delivery start(
      Vertx vertx, Ledger ledger, CommandGate commands, LiveParts live, CallbackLinks callbacks) {
    InstantSource wall = InstantSource.system();
    WebhookSender sender = new WebhookSender(vertx, wall);
    DeliveryCounters counters = new DeliveryCounters();
    PeopleChannels people =
        new PeopleChannels(
            () -> live.configuration().people(), new SenderCaller(sender), wall, callbacks);
    DeliveryLoop loop =
        new DeliveryLoop(
            new DeliveryParts(
                ledger.outbox(),
                commands,
                () -> live.configuration().webhooks(),
                sender,
                live.clock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                counters,
                new LiveTicketFacts(live)),
            people);
    loop.start();
    DeskPolls polls =
        new DeskPolls(
            () -> live.configuration().webhooks(),
            sender,
            new DeskNews(ledger.outbox(), commands, live.clock()),
            ledger.outbox(),
            live.clock());
    polls.start();
    return new Delivery(loop, polls, sender, people, counters);
  }

  @Override
  public void close() {
    polls.close();
    loop.close();
    people.close();
    sender.close();
  }
}
