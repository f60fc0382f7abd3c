package dev.forebell.collector.app;

import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryLoop;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.port.CommandGate;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outbox's way out, running.
 *
 * @param counters what it did, for meters
 */
record Delivery(DeliveryLoop loop, WebhookSender sender, DeliveryCounters counters)
    implements AutoCloseable {
  static Delivery start(Vertx vertx, Ledger ledger, CommandGate commands, LiveParts live) {
    InstantSource wall = InstantSource.system();
    WebhookSender sender = new WebhookSender(vertx, wall);
    DeliveryCounters counters = new DeliveryCounters();
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
                new LiveTicketFacts(live)));
    loop.start();
    return new Delivery(loop, sender, counters);
  }

  @Override
  public void close() {
    loop.close();
    sender.close();
  }
}
