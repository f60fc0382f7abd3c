package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ingest.AgentSink;
import dev.forebell.collector.json.IncidentObject;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.SuppressionDesk;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The live collector's engine without its thread: everything that decides is the product's, only
 * who waits is the simulation.
 */
public final class SimulatedEngine {
  private static final int GROUP = 512;
  private static final int ACCEPT_PER_SECOND = 200;
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final EngineQueue queue = new EngineQueue();
  private final EngineClock clock;
  private final InForce current;
  private final LiveEngine engine;
  private final LiveTerms terms;
  private final LiveAgents agents;
  private final LiveCommands commands;
  private final Turnstile turnstile;

  /**
   * Starts from what the ledger holds.
   *
   * @param wall the machine's wall clock
   * @param nanos its monotonic clock
   * @param arrivals runs a task after everything that a host had sent by now was handed over
   * @throws LedgerException if the ledger cannot be read
   */
  public SimulatedEngine(
      InstantSource wall,
      LongSupplier nanos,
      Ledger ledger,
      CollectorMeters meters,
      Configuration configuration,
      BiConsumer<HostId, Runnable> arrivals) {
    this.clock = new EngineClock(wall, nanos);
    this.current = new InForce(configuration);
    AgentBarrier barrier = new AgentBarrier();
    barrier.opened(arrivals::accept);
    LiveParts parts =
        new LiveParts(
            clock,
            ledger,
            new FleetBoard(),
            new CollectorHealth(() -> ""),
            meters,
            barrier,
            ACCEPT_PER_SECOND,
            current);
    this.engine = LiveEngine.open(parts, queue);
    this.terms = new LiveTerms(engine::progress);
    terms.configured(configuration);
    this.agents = new LiveAgents(queue, terms);
    this.commands = new LiveCommands(queue);
    this.turnstile = new Turnstile(queue, parts);
  }

  /** The incidents that are not closed, as a start would fold them from a ledger. */
  public static SortedMap<IncidentId, String> folded(Ledger ledger, Configuration configuration) {
    Recovered recovered = Recovered.of(ledger.load());
    SortedMap<IncidentId, String> folded = new TreeMap<>();
    for (CustomerConfig config : configuration.customers().values()) {
      recovered
          .customer(config)
          .incidents()
          .forEach(
              (id, incident) -> folded.put(id, IncidentObject.write(incident, config.language())));
    }
    return folded;
  }

  /** The first thing its thread does. */
  public void begin() {
    engine.commitOrDrop();
  }

  /** What its thread does whenever it wakes; how long it would sleep then. */
  public Duration round() {
    if (engine.isLost()) {
      Optional<LedgerException> failure = engine.goOn();
      if (failure.isPresent()) {
        waiting().forEach(input -> turnstile.turnAway(failure.get(), input));
        return STORE_PAUSE;
      }
    }
    engine.round(waiting());
    return engine.isLost() || queue.waiting() > 0 ? Duration.ZERO : engine.patience();
  }

  private List<EngineInput> waiting() {
    try {
      return queue.next(Duration.ZERO, GROUP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Whether a failed commit has not been recovered from. */
  public boolean isLost() {
    return engine.isLost();
  }

  /** Whether inputs wait for the next round. */
  public boolean hasInput() {
    return queue.waiting() > 0;
  }

  /** The engine's time. */
  public Instant now() {
    return clock.instant();
  }

  /** Where agents' sessions go. */
  public AgentSink agents() {
    return agents;
  }

  /** Where commands go. */
  public CommandGate commands() {
    return commands;
  }

  /** Gives or ends a window or a silence. */
  public CompletionStage<SuppressionDesk.Answer> suppress(SuppressionDesk.Order order) {
    CompletableFuture<SuppressionDesk.Answer> answer = new CompletableFuture<>();
    queue.offer(new EngineInput.Suppressed(order, answer));
    return answer;
  }

  /** What a witness says of a host. */
  public void witness(HostId host, HostId witness, Evidence.Answer answer) {
    queue.offer(
        new EngineInput.Link(
            host, new HostInput.WitnessSaid(clock.instant(), witness.value(), answer)));
  }

  /** The configuration in force. */
  public Configuration configuration() {
    return current.configuration();
  }

  /** Hands a changed configuration over, as a reload does. */
  public void reload(Configuration changed) {
    CompletableFuture<Configuration> done = new CompletableFuture<>();
    var _ = done.thenAccept(terms::configured);
    queue.offer(new EngineInput.Reconfigured(changed, done));
  }
}
