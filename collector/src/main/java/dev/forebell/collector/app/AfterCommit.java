package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame.RejectCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What must wait for the next commit: acks, answers to commands, and what the board shows. Released
 * after it, dropped if it fails: the agents then send again. One thread.
 */
final class AfterCommit {
  private static final Duration AWAY = Duration.ofSeconds(2);

  /** How old a host's row of when it was last heard may get while it is heard. */
  private static final Duration ROW_AGE = Duration.ofSeconds(10);

  private record AckKey(AgentConnection connection, Lane lane, long epoch) {}

  /** An answer and who waits for it. */
  private record Promised<T>(CompletableFuture<T> waiting, T answer) {
    void keep() {
      waiting.complete(answer);
    }
  }

  private final FleetBoard board;
  private final ElementNews elementNews;
  private final Map<HostId, AgentConnection> connections = new TreeMap<>();
  private final Map<AckKey, Long> acks = new LinkedHashMap<>();
  private final Map<HostId, Instant> heard = new LinkedHashMap<>();
  private final Map<HostId, Instant> written = new HashMap<>();
  private final Map<HostId, SampleBatch> samples = new LinkedHashMap<>();
  private final Map<HostId, HostFacts> facts = new TreeMap<>();
  private final List<Promised<?>> answers = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();

  AfterCommit(FleetBoard board, ElementNews elementNews) {
    this.board = board;
    this.elementNews = elementNews;
  }

  void connected(HostId host, AgentConnection connection, HostFacts about) {
    connections.put(host, connection);
    facts.put(host, about);
  }

  /** A link input: those that the host itself caused are signs of life. */
  void heard(HostId host, HostInput input) {
    switch (input) {
      case HostInput.Closed _, HostInput.Silenced _ -> connections.remove(host);
      case HostInput.Tick _,
          HostInput.Checked _,
          HostInput.Blackout _,
          HostInput.ProfileChanged _,
          HostInput.Cloned _,
          HostInput.WitnessSaid _ -> {}
      case HostInput.Samples _,
          HostInput.Refill _,
          HostInput.Connected _,
          HostInput.Bye _,
          HostInput.Heartbeat _ ->
          heard(host, input.at());
    }
  }

  /** A receipt is no verdict: the board may show it at once. */
  private void heard(HostId host, Instant at) {
    heard.put(host, at);
    board.heard(host, at);
  }

  /** A batch; of the elements in it nobody was heard, but the board shows what was found out. */
  void sampled(HostId host, Instant receivedAt, CheckedElements said) {
    heard(host, receivedAt);
    elementNews.look(host, said);
    if (said.own().lane() == Lane.LIVE) {
      hold(host, said.own());
      said.elements().forEach(this::hold);
    }
  }

  /** What an earlier run of the agent left may come after what is newer. */
  private void hold(HostId host, SampleBatch batch) {
    samples.merge(
        host, batch, (held, now) -> now.sampledAt().isBefore(held.sampledAt()) ? held : now);
  }

  void ack(AgentConnection connection, Lane lane, long epoch, long sequence) {
    acks.merge(new AckKey(connection, lane, epoch), sequence, Math::max);
  }

  void answer(CompletableFuture<CommandGate.Answer> answer) {
    answer(answer, new CommandGate.Answer.Done());
  }

  /** Somebody waits for this answer. */
  <T> void answer(CompletableFuture<T> waiting, T answer) {
    answers.add(new Promised<>(waiting, answer));
  }

  void then(Runnable task) {
    tasks.add(task);
  }

  /** Agents wait for an ack. */
  boolean isWaiting() {
    return !acks.isEmpty();
  }

  /** Somebody waits for an answer. */
  boolean isUrgent() {
    return !answers.isEmpty() || !tasks.isEmpty();
  }

  /**
   * When hosts were last heard, of those whose row is missing or has become old. A host that was up
   * counts as heard until the collector's end anyway, so a row for every heartbeat says nothing.
   */
  List<LastHeard> lastHeard() {
    return heard.entrySet().stream()
        .filter(entry -> wantsRow(entry.getKey(), entry.getValue()))
        .map(entry -> new LastHeard(entry.getKey(), entry.getValue()))
        .toList();
  }

  private boolean wantsRow(HostId host, Instant at) {
    return !at.isBefore(written.getOrDefault(host, Instant.MIN).plus(ROW_AGE));
  }

  private void rowsAreWritten() {
    lastHeard().forEach(row -> written.put(row.host(), row.at()));
  }

  /** The commit is on disk. */
  void release(EngineEffects effects) {
    rowsAreWritten();
    acks.forEach((key, sequence) -> key.connection().ack(key.lane(), key.epoch(), sequence));
    facts.forEach(board::facts);
    samples.forEach((host, batch) -> board.sampled(host, batch.sampledAt(), batch.samples()));
    effects.links().forEach(changed -> board.link(changed.host(), changed.state()));
    answers.forEach(Promised::keep);
    tasks.forEach(Runnable::run);
    clear();
  }

  /** Whether this session may speak: it said hello and was not told to come again since. */
  boolean hears(AgentConnection connection) {
    return connection.equals(connections.get(connection.identity().host()));
  }

  /**
   * The commit failed: nobody is told anything, every agent is asked to come again. What still
   * waits of their sessions follows on what is dropped here, so it is not taken in either.
   */
  void drop(RuntimeException failure) {
    answers.forEach(answer -> answer.waiting().completeExceptionally(failure));
    // A changed configuration is in force with or without its effects: they are made anew.
    tasks.forEach(Runnable::run);
    connections.values().forEach(AfterCommit::comeAgain);
    connections.clear();
    clear();
  }

  /** Sends an agent away while the store takes nothing. */
  static void comeAgain(AgentConnection connection) {
    connection.reject(
        RejectCode.RESTARTING,
        "the collector's store failed; what was not acknowledged is needed again",
        Optional.of(AWAY));
  }

  private void clear() {
    acks.clear();
    heard.clear();
    samples.clear();
    facts.clear();
    answers.clear();
    tasks.clear();
  }
}
