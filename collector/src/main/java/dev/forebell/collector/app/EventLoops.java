package dev.forebell.collector.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Event loops as this product needs them: a few, and gone within seconds when they are closed. */
final class EventLoops {
  private static final int LOOPS = 2;
  private static final int CLOSE_SECONDS = 5;

  private EventLoops() {}

  static Vertx few() {
    return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  }

  /** Closes and waits; what does not close in time dies with the process. */
  static void close(Vertx vertx) {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger(EventLoops.class.getName())
          .log(System.Logger.Level.WARNING, "event loops did not close", e);
    }
  }
}
