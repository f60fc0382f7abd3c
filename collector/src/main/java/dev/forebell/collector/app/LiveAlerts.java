package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.port.AlertSink;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What other systems say is wrong becomes the engine's input. */
final class LiveAlerts implements AlertSink {
  private static final System.Logger LOG = System.getLogger(LiveAlerts.class.getName());

  private final EngineQueue engine;
  private final EngineClock clock;
  private final Supplier<Configuration> configuration;
  private final ArrivedHosts arrived;
  private final Rejoining rejoining;

  LiveAlerts(
      EngineQueue engine,
      EngineClock clock,
      Supplier<Configuration> configuration,
      ArrivedHosts arrived,
      Rejoining rejoining) {
    this.engine = engine;
    this.clock = clock;
    this.configuration = configuration;
    this.arrived = arrived;
    this.rejoining = rejoining;
  }

  @Override
  public Optional<HostId> place(Source source, Optional<HostId> named) {
    HostId own = new HostId(source.id());
    return named
        .filter(host -> admits(source, host, arrived.of(source) < source.maxHosts()))
        .or(() -> Optional.of(own).filter(host -> admits(source, host, true)));
  }

  /**
   * Whether a source may speak of a host.
   *
   * @param room whether it may bring a new one
   */
  private boolean admits(Source source, HostId host, boolean room) {
    Optional<CustomerId> owner = owner(host);
    if (owner.isEmpty() && room) {
      arrived.add(source, host);
      LOG.log(Level.INFO, "host {0} arrived by source {1}", host, source.id());
      rejoining.ask();
      return true;
    }
    return owner.filter(source.customer()::equals).isPresent();
  }

  /** Whose host it is, with an agent or without. */
  private Optional<CustomerId> owner(HostId host) {
    return configuration.get().customers().values().stream()
        .filter(customer -> customer.hosts().containsKey(host))
        .map(customer -> customer.id())
        .findFirst()
        .or(() -> arrived.sourceOf(host).flatMap(this::customerOf));
  }

  private Optional<CustomerId> customerOf(String source) {
    return configuration.get().collector().sources().stream()
        .filter(one -> one.id().equals(source))
        .map(Source::customer)
        .findFirst();
  }

  @Override
  public CompletionStage<Boolean> reported(HostId host, List<Sample> samples) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    engine.offer(new EngineInput.Reported(host, clock.instant(), samples, done));
    return done;
  }
}
