package dev.forebell.collector.app;

import dev.forebell.collector.demo.DemoDesk;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/** The demo desk on loopback, with event loops of its own: it stands for somebody else's system. */
public final class LocalDesk implements AutoCloseable {
  private final Vertx vertx;
  private final DemoDesk desk;

  private LocalDesk(Vertx vertx, DemoDesk desk) {
    this.vertx = vertx;
    this.desk = desk;
  }

  /**
   * Starts it.
   *
   * @param port 0: any free one
   */
  public static LocalDesk start(int port) throws IOException {
    Vertx vertx = EventLoops.few();
    try {
      DemoDesk desk =
          DemoDesk.start(vertx, port, InstantSource.system())
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new LocalDesk(vertx, desk);
    } catch (CompletionException e) {
      EventLoops.close(vertx);
      throw new IOException("the demo desk did not start: " + e.getCause(), e);
    }
  }

  /**
   * Starts it where links of an earlier start still lead, or on any free port where that one is
   * taken.
   */
  public static LocalDesk startPreferably(int port) throws IOException {
    try {
      return start(port);
    } catch (IOException taken) {
      return start(0);
    }
  }

  /** Where it answers. */
  public URI address() {
    return desk.url();
  }

  @Override
  public void close() {
    EventLoops.close(vertx);
  }
}
