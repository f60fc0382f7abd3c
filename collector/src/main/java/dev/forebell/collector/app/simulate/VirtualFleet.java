package dev.forebell.collector.app.simulate;

import dev.forebell.collector.ingest.ServerTls;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All agents of a simulation, on a few event loops. */
final class VirtualFleet implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final int STARTED_A_SECOND = 500;
  private static final int DIALLED_AT_ONCE = 32;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final FleetPlan plan;
  private final FleetTally tally;
  private final List<VirtualAgent> agents;

  private VirtualFleet(Vertx vertx, FleetPlan plan, FleetTally tally, List<VirtualAgent> agents) {
    this.vertx = vertx;
    this.plan = plan;
    this.tally = tally;
    this.agents = agents;
  }

  /** Builds it; nobody connects yet. */
  static VirtualFleet build(
      FleetPlan plan, SimulationScene scene, CollectorProcess collector, FleetTally tally)
      throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    WebSocketClientOptions options =
        new WebSocketClientOptions().setMaxConnections(plan.agents() + 1).setTcpNoDelay(true);
    WebSocketConnectOptions dial =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setURI("/agent/v1")
            .addSubProtocol("forebell.v1");
    if (plan.tls()) {
      options
          .setSsl(true)
          .setSslEngineOptions(ServerTls.engine(ServerTls.boring()))
          .setTrustOptions(new PemTrustOptions().addCertPath(scene.authority().toString()));
      dial.setPort(collector.agentsPort()).setSsl(true);
    } else {
      dial.setPort(collector.console().getPort());
    }
    VirtualAgent.Shared shared =
        new VirtualAgent.Shared(
            vertx.createWebSocketClient(options),
            dial,
            new FrameReader(WireLimits.DEFAULT),
            new FrameWriter(WireLimits.DEFAULT),
            tally);
    List<VirtualAgent.Place> places =
        FleetLoop.open(vertx, LOOPS).stream()
            .map(
                loop ->
                    new VirtualAgent.Place(
                        loop, FleetPulse.on(loop, tally), new Dialling(DIALLED_AT_ONCE)))
            .toList();
    FleetSeries series = FleetSeries.of(plan.series());
    SplittableRandom dice = new SplittableRandom(plan.seed());
    List<VirtualAgent> agents = new ArrayList<>();
    for (int i = 0; i < plan.agents(); i++) {
      agents.add(
          new VirtualAgent(
              shared,
              places.get(i % LOOPS),
              plan.host(i),
              scene.key(i).reveal(),
              new VirtualHost(dice.nextLong(), series),
              dice.nextLong()));
    }
    return new VirtualFleet(vertx, plan, tally, agents);
  }

  /** Connects everybody, as fast as a collector welcomes. */
  void start() {
    for (int i = 0; i < agents.size(); i++) {
      VirtualAgent agent = agents.get(i);
      var _ =
          vertx.setTimer(
              1 + i * TimeUnit.SECONDS.toMillis(1) / STARTED_A_SECOND,
              _ -> agent.start(plan.interval()));
    }
  }

  int streaming() {
    return tally.streaming.get();
  }

  int size() {
    return agents.size();
  }

  /** Whom a mishap befalls; never twice the same in one run while there are others. */
  List<VirtualAgent> pick(Mishap.Whom whom, int from) {
    return switch (whom) {
      case Mishap.Whom.Some some -> some(some.count(), from);
      case Mishap.Whom.Share share ->
          some((int) Math.max(1, Math.round(share.share() * agents.size())), from);
      case Mishap.Whom.Site site ->
          IntStream.range(0, agents.size())
              .filter(i -> FleetPlan.site(plan.siteOf(i)).equals(site.site()))
              .mapToObj(agents::get)
              .toList();
    };
  }

  private List<VirtualAgent> some(int count, int from) {
    return IntStream.range(0, Math.min(count, agents.size()))
        .mapToObj(i -> agents.get((from + i) % agents.size()))
        .toList();
  }

  /** Lets it happen now. */
  void befall(Mishap.What what, List<VirtualAgent> whom) {
    switch (what) {
      case Mishap.What.Fill fill -> {
        whom.forEach(agent -> agent.onLoop(() -> agent.host().fill(fill.share())));
        fill.lasts().ifPresent(time -> after(time, whom, agent -> agent.host().empty()));
      }
      case Mishap.What.Silence silence -> {
        whom.forEach(agent -> agent.onLoop(agent::fallSilent));
        after(silence.lasts(), whom, VirtualAgent::speakAgain);
      }
      case Mishap.What.Kill kill ->
          whom.forEach(agent -> agent.onLoop(() -> agent.drop(kill.lasts())));
      case Mishap.What.Storm _ ->
          agents.forEach(agent -> agent.onLoop(() -> agent.drop(Duration.ZERO)));
      case Mishap.What.Clock clock ->
          whom.forEach(agent -> agent.onLoop(() -> agent.stepClock(clock.by())));
    }
  }

  private void after(Duration time, List<VirtualAgent> whom, Consumer<VirtualAgent> then) {
    var _ =
        vertx.setTimer(
            time.toMillis() + 1,
            _ -> whom.forEach(agent -> agent.onLoop(() -> then.accept(agent))));
  }

  @Override
  public void close() {
    agents.forEach(agent -> agent.onLoop(agent::end));
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger(VirtualFleet.class.getName())
          .log(System.Logger.Level.DEBUG, "the fleet did not close in time", e);
    }
  }
}
