package dev.forebell.collector.deliver;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for the network in a test, but not for ever. */
final class Await {
  private Await() {}

  static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
