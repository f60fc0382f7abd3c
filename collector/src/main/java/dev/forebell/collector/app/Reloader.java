package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.common.config.Problem;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Reads the configuration again; only a good one reaches the engine, so a bad one never takes the
 * running one away.
 */
final class Reloader implements ConfigurationControl {
  private static final System.Logger LOG = System.getLogger(Reloader.class.getName());

  private final CollectorOptions options;
  private final EngineQueue engine;
  private final Consumer<Configuration> inForce;
  private final LongAdder loaded = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /**
   * Prepares reloading.
   *
   * @param inForce told of each configuration once the engine has it
   */
  Reloader(CollectorOptions options, EngineQueue engine, Consumer<Configuration> inForce) {
    this.options = options;
    this.engine = engine;
    this.inForce = inForce;
  }

  @Override
  public CompletionStage<Outcome> reload() {
    return CompletableFuture.supplyAsync(
            () -> ConfigurationFiles.load(options.config(), options.secrets()),
            task -> Thread.ofVirtual().start(task))
        .thenCompose(
            read ->
                switch (read) {
                  case Loaded.Bad bad -> CompletableFuture.completedFuture(rejected(bad));
                  case Loaded.Ok ok -> apply(ok.configuration());
                });
  }

  /** Reloads that were taken over, since the start. */
  long loaded() {
    return loaded.sum();
  }

  /** Reloads that had mistakes and changed nothing, since the start. */
  long rejected() {
    return rejected.sum();
  }

  private Outcome rejected(Loaded.Bad bad) {
    rejected.increment();
    List<String> problems = bad.errors().stream().map(Problem::toString).toList();
    LOG.log(
        Level.WARNING,
        "the configuration was not reloaded, {0} problems; the running one stays in force",
        problems.size());
    problems.forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
    return new Outcome.Rejected(problems);
  }

  private CompletionStage<Outcome> apply(Configuration configuration) {
    CompletableFuture<Configuration> done = new CompletableFuture<>();
    engine.offer(new EngineInput.Reconfigured(configuration, done));
    return done.thenApply(
        taken -> {
          inForce.accept(taken);
          loaded.increment();
          LOG.log(Level.INFO, "configuration reloaded: {0}", taken.version());
          return new Outcome.Loaded(taken.version());
        });
  }
}
