package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every test of deliveries to a fake desk begins and ends with. */
abstract class DeskSetUp {
  /** Of the collector. */
  @TempDir protected Path data;

  /** The configuration's folder. */
  @TempDir protected Path config;

  protected Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    Await.done(vertx.close());
  }

  /** Delivers to the desk, which keeps the bench's time. */
  DeliveryBench begin(FakeDesk desk, WebhookEndpoint endpoint) {
    DeliveryBench bench = new DeliveryBench(vertx, data).with(endpoint).start();
    desk.clock(bench.clock());
    return bench;
  }

  /** Delivers to the desk by a shipped adapter. */
  DeliveryBench begin(FakeDesk desk, String adapter, String more) {
    return begin(desk, AdapterBench.endpoint(config, desk, adapter, more));
  }

  static void send(DeliveryBench bench, Story story, long number, String name) {
    bench.ledger.commit(story.event(number, name));
  }
}
