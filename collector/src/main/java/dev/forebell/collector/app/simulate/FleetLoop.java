package dev.forebell.collector.app.simulate;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A place on an event loop of its own: asked for a context twice, one thread gets the same one, but
 * every instance of a verticle gets the next loop.
 */
final class FleetLoop extends VerticleBase {
  private final List<Context> loops;

  private FleetLoop(List<Context> loops) {
    this.loops = loops;
  }

  /** As many contexts, each on the next loop. Not to be called on a loop. */
  static List<Context> open(Vertx vertx, int count) {
    List<Context> loops = new CopyOnWriteArrayList<>();
    var _ =
        vertx
            .deployVerticle(() -> new FleetLoop(loops), new DeploymentOptions().setInstances(count))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return List.copyOf(loops);
  }

  @Override
  public Future<?> start() {
    loops.add(context);
    return Future.succeededFuture();
  }
}
