package dev.forebell.collector.app.witness;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.AgentSink;
import dev.forebell.collector.ingest.SessionTerms;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Hears all that agents say on its way to the engine, and asks the neighbours of those that fall
 * silent. The engine gets what they answer as one more input.
 */
public final class WitnessedAgents implements AgentSink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WitnessedAgents.class.getName());
  private static final long ROUND_MILLIS = 200;

  private final AgentSink engine;
  private final BiConsumer<HostId, HostInput> told;
  private final Supplier<List<Integer>> ports;
  private final InstantSource clock;
  private final WitnessRounds rounds = new WitnessRounds();
  private final MissingHosts missing = new MissingHosts();
  private final WitnessTally tally = new WitnessTally();
  private final ConcurrentHashMap<HostId, Presence> hosts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<HostId, Duration> heartbeats = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("witness").factory());

  /**
   * Begins to listen.
   *
   * @param engine where everything goes on to
   * @param told gets what witnesses say of a host
   * @param ports of TCP to try, asked each time; none: nobody is asked
   * @param clock the engine's
   */
  public WitnessedAgents(
      AgentSink engine,
      BiConsumer<HostId, HostInput> told,
      Supplier<List<Integer>> ports,
      InstantSource clock) {
    this.engine = engine;
    this.told = told;
    this.ports = ports;
    this.clock = clock;
    var _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::round), ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was asked and answered since the start. */
  public WitnessTally tally() {
    return tally;
  }

  @Override
  public SessionTerms terms(AgentIdentity agent, Frame.Hello hello) {
    SessionTerms terms = engine.terms(agent, hello);
    heartbeats.put(agent.host(), terms.heartbeat());
    return terms;
  }

  @Override
  public void connected(
      AgentIdentity agent, Frame.Hello hello, Instant receivedAt, AgentConnection connection) {
    engine.connected(agent, hello, receivedAt, connection);
    Duration heartbeat = heartbeats.getOrDefault(agent.host(), Duration.ofSeconds(1));
    Presence presence = new Presence(connection, heartbeat, receivedAt);
    hosts.put(agent.host(), presence);
    Optional<String> address = DialledAddress.of(hello.address(), connection.remoteAddress());
    onThread(
        () -> {
          missing.watch(agent.host(), presence);
          rounds.connected(agent, address, receivedAt);
        });
  }

  @Override
  public void batch(
      AgentIdentity agent, SampleBatch batch, Instant receivedAt, AgentConnection connection) {
    heard(agent, receivedAt);
    engine.batch(agent, batch, receivedAt, connection);
  }

  @Override
  public void heartbeat(AgentIdentity agent, Duration clockOffset, Instant receivedAt) {
    heard(agent, receivedAt);
    engine.heartbeat(agent, clockOffset, receivedAt);
  }

  @Override
  public void gap(
      AgentIdentity agent, Frame.Gap gap, Instant receivedAt, AgentConnection connection) {
    heard(agent, receivedAt);
    engine.gap(agent, gap, receivedAt, connection);
  }

  @Override
  public void witness(AgentIdentity agent, Frame.WitnessAnswer answer, Instant receivedAt) {
    heard(agent, receivedAt);
    onThread(() -> answered(agent.host(), answer));
  }

  @Override
  public void bye(
      AgentIdentity agent,
      ByeReason reason,
      Optional<Duration> expectedReturn,
      Instant receivedAt) {
    presence(agent).ifPresent(Presence::saidGoodbye);
    engine.bye(agent, reason, expectedReturn, receivedAt);
  }

  @Override
  public void closed(AgentIdentity agent, boolean byUs, String detail, Instant at) {
    engine.closed(agent, byUs, detail, at);
    presence(agent).ifPresent(host -> closed(agent.host(), host));
  }

  private void closed(HostId host, Presence presence) {
    presence.closed();
    onThread(() -> missing.closed(host, presence));
  }

  private void heard(AgentIdentity agent, Instant at) {
    presence(agent).ifPresent(host -> host.heard(at));
  }

  private Optional<Presence> presence(AgentIdentity agent) {
    return Optional.ofNullable(hosts.get(agent.host()));
  }

  private void round() {
    List<Integer> tried = ports.get();
    if (tried.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    rounds.round(host -> isLive(host, now), missing.at(now), now).forEach(ask -> send(ask, tried));
  }

  private boolean isLive(HostId host, Instant now) {
    return Optional.ofNullable(hosts.get(host)).filter(one -> one.isLive(now)).isPresent();
  }

  private void send(WitnessRounds.Ask ask, List<Integer> tried) {
    Optional.ofNullable(hosts.get(ask.witness()))
        .ifPresent(
            witness -> {
              tally.asked();
              witness.connection().ask(new Frame.Witness(ask.question(), ask.address(), tried));
            });
  }

  private void answered(HostId from, Frame.WitnessAnswer answer) {
    tally.answered(answer.saw());
    rounds
        .answered(from, answer.question(), answer.saw(), clock.instant())
        .ifPresent(said -> told.accept(said.host(), input(said)));
  }

  private HostInput input(WitnessRounds.Said said) {
    Evidence.Answer answer = said.answer();
    return new HostInput.WitnessSaid(clock.instant(), said.witness().value(), answer);
  }

  private void onThread(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException closing) {
      LOG.log(System.Logger.Level.DEBUG, "the collector stops", closing);
    }
  }

  /** A fault in asking must not end the asking. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "asking witnesses failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
