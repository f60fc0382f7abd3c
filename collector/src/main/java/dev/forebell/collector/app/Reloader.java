package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.common.config.Problem;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads the configuration again; only a good one reaches the engine, so a bad one never takes the
 * running one away.
 */
final class Reloader implements ConfigurationControl {
  private static final System.Logger LOG = System.getLogger(Reloader.class.getName());

  private final CollectorOptions options;
  private final EngineQueue engine;
  private final Consumer<Configuration> inForce;
  private volatile Function<Configuration, List<String>> certificates = _ -> List.of();
  private final UnaryOperator<Configuration> estate;
  private volatile Configuration files;
  private Optional<CompletableFuture<Configuration>> next = Optional.empty(); // guarded by this
  private CompletableFuture<?> running = CompletableFuture.completedFuture(""); // guarded by this
  private final LongAdder loaded = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /**
   * Prepares reloading.
   *
   * @param files what the files said at the start
   * @param estate joins the hosts that stand in no file
   * @param inForce told of each configuration once the engine has it
   */
  Reloader(
      CollectorOptions options,
      EngineQueue engine,
      Configuration files,
      UnaryOperator<Configuration> estate,
      Consumer<Configuration> inForce) {
    this.options = options;
    this.files = files;
    this.estate = estate;
    this.engine = engine;
    this.inForce = inForce;
  }

  /**
   * Gives the certificates their turn, before anything else is taken over.
   *
   * @param show shows what a configuration says, or answers why not
   */
  void certificates(Function<Configuration, List<String>> show) {
    certificates = show;
  }

  @Override
  public CompletionStage<Outcome> reload() {
    return CompletableFuture.supplyAsync(
            () -> ConfigurationFiles.load(options.config(), options.secrets()),
            task -> Thread.ofVirtual().start(task))
        .thenCompose(
            read ->
                switch (read) {
                  case Loaded.Bad bad ->
                      CompletableFuture.completedFuture(
                          rejected(bad.errors().stream().map(Problem::toString).toList()));
                  case Loaded.Ok ok -> {
                    List<String> problems = certificates.apply(ok.configuration());
                    yield problems.isEmpty()
                        ? apply(ok.configuration())
                        : CompletableFuture.completedFuture(rejected(problems));
                  }
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

  private Outcome rejected(List<String> problems) {
    rejected.increment();
    LOG.log(
        Level.WARNING,
        "the configuration was not reloaded, {0} problems; the running one stays in force",
        problems.size());
    problems.forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
    return new Outcome.Rejected(problems);
  }

  /**
   * Takes the hosts of the agents into force as they are now. Many at once are one change: a new
   * one begins when the one before is through.
   */
  synchronized CompletableFuture<Configuration> rejoin() {
    if (next.isEmpty()) {
      CompletableFuture<Configuration> done = new CompletableFuture<>();
      next = Optional.of(done);
      running = running.handle((_, _) -> "").thenCompose(_ -> join(done));
      return done;
    }
    return next.get();
  }

  private CompletableFuture<Configuration> join(CompletableFuture<Configuration> done) {
    synchronized (this) {
      next = Optional.empty();
    }
    engine.offer(new EngineInput.Reconfigured(estate.apply(files), done));
    return done.whenComplete((taken, failure) -> Optional.ofNullable(taken).ifPresent(inForce));
  }

  private CompletionStage<Outcome> apply(Configuration configuration) {
    files = configuration;
    return rejoin()
        .thenApply(
            taken -> {
              loaded.increment();
              LOG.log(Level.INFO, "configuration reloaded: {0}", taken.version());
              return new Outcome.Loaded(taken.version());
            });
  }
}
