package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What arrives of hosts without our agent becomes the engine's input. */
final class LiveArrivals implements ArrivalSink {
  private static final System.Logger LOG = System.getLogger(LiveArrivals.class.getName());
  // Of what is older than this nothing follows about now: the sender catches up.
  private static final int FRESH_INTERVALS = 3;
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

  private final EngineQueue engine;
  private final EngineClock clock;
  private final Supplier<Configuration> configuration;
  private final ArrivedHosts arrived;
  private final Rejoining rejoining;

  LiveArrivals(
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
  public Admission admit(Source source, HostId name) {
    Optional<Admission> known =
        configuration.get().customers().values().stream()
            .flatMap(
                customer ->
                    Optional.ofNullable(customer.hosts().get(name)).stream()
                        .map(host -> isOf(source, host) && customer.id().equals(source.customer())))
            .map(own -> own ? Admission.ADMITTED : Admission.FOREIGN)
            .findFirst();
    return known.orElseGet(() -> first(source, name));
  }

  private static boolean isOf(Source source, Host host) {
    return host.labels().get(HostProfiles.SOURCE).filter(source.id()::equals).isPresent();
  }

  private Admission first(Source source, HostId name) {
    Optional<String> brought = arrived.sourceOf(name);
    if (brought.isPresent()) {
      return brought.get().equals(source.id()) ? Admission.ADMITTED : Admission.FOREIGN;
    }
    if (arrived.of(source) >= source.maxHosts()) {
      return Admission.TOO_MANY;
    }
    arrived.add(source, name);
    LOG.log(Level.INFO, "host {0} arrived by source {1}", name, source.id());
    rejoining.ask();
    return Admission.ADMITTED;
  }

  @Override
  public CompletionStage<Boolean> arrived(
      Source source, HostId host, Instant sampledAt, List<Sample> samples) {
    Instant now = clock.instant();
    Instant at = sampledAt.isAfter(now) ? now : sampledAt;
    Duration fresh = source.interval().multipliedBy(FRESH_INTERVALS).plus(ON_ITS_WAY);
    Lane lane = at.plus(fresh).isAfter(now) ? Lane.LIVE : Lane.BACKFILL;
    SampleBatch batch =
        new SampleBatch(lane, 1, Math.max(1, sampledAt.toEpochMilli()), at, samples);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    engine.offer(new EngineInput.Arrived(host, now, batch, done));
    return done;
  }
}
