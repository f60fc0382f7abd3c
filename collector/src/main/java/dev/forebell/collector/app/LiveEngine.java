package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.metrics.CollectorMeter;
import dev.forebell.collector.port.SuppressionDesk;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The engine live: takes what waits, steps the machines, commits all effects in one transaction,
 * and only then lets anything leave. It never waits: {@link LiveShell} does, and calls it from one
 * thread; the simulation calls it in its own time. The order of the inputs is the order of the
 * world.
 */
final class LiveEngine {
  private static final System.Logger LOG = System.getLogger(LiveEngine.class.getName());
  private static final Duration BEAT = Duration.ofMillis(250);
  private static final Duration MARKS_WAIT = Duration.ofSeconds(1);

  private final LiveParts parts;
  private final DueTicks dueTicks;
  private final LiveOrders orders;
  private final ListeningWatch listening;
  private final StoreLog storeLog;
  private final ElementNews elementNews = new ElementNews();
  private final Welcomes welcomes = new Welcomes();
  private final AfterCommit afterCommit;
  private final SelfAccusation accusation;
  private final LongAdder blackouts = new LongAdder();
  private final LongAdder committedEvents = new LongAdder();
  private CommitWriter writer;
  private EngineRoom room;
  private volatile LaneProgress progress;
  private Instant lastCommit;
  // What is in memory may not be on disk, so nothing of it may be written any more.
  private boolean lost;

  private LiveEngine(LiveParts parts, EngineQueue queue, Recovered recovered) {
    this.parts = parts;
    this.storeLog = new StoreLog(parts.clock());
    this.dueTicks = new DueTicks(queue, parts.barrier());
    this.orders = new LiveOrders(parts.ledger().incidents());
    this.lastCommit = parts.clock().instant();
    this.listening = new ListeningWatch(lastCommit);
    this.room = Restart.room(parts, recovered);
    this.progress = new LaneProgress(recovered.marks());
    this.writer = new CommitWriter(recovered.announced());
    this.afterCommit = new AfterCommit(parts.board(), elementNews);
    this.accusation = new SelfAccusation(parts.health());
  }

  /** Ready to run with all that the ledger holds; blocks on it. The engine also asks itself. */
  static LiveEngine open(LiveParts parts, EngineQueue queue) {
    return new LiveEngine(parts, queue, Restart.first(parts));
  }

  /** Times the collector was not listening, since its start. */
  long blackouts() {
    return blackouts.sum();
  }

  /** Whether every host of every customer is silent together; for asking only. */
  boolean isUnheard() {
    return accusation.stands();
  }

  /** Samples of elements that the host which sent them does not answer for, since its start. */
  long refusedElementSamples() {
    return elementNews.refused();
  }

  /** Incident events committed since its start. */
  long committedEvents() {
    return committedEvents.sum();
  }

  /** What each lane has come to; for asking only. */
  LaneProgress progress() {
    return progress;
  }

  /** Whether a commit failed and the ledger has not been read again since. */
  boolean isLost() {
    return lost;
  }

  /** Takes in a group, lets fire what is due, and commits if somebody waits for it. */
  void round(List<EngineInput> group) {
    beat();
    boolean unheard = room.unheardSince().isPresent();
    group.forEach(this::takeGuarded);
    if (unheard && room.unheardSince().isEmpty()) {
      // With the first sign of life every host was told of that blackout, too.
      listening.told(parts.clock().instant());
    }
    dueTicks.fire(room, parts.clock().instant());
    accusation.look(room.unheardSince());
    if (commitIsDue()) {
      commitOrDrop();
    }
  }

  /** How long to wait for inputs at most before the next round. */
  Duration patience() {
    Instant now = parts.clock().instant();
    Instant until = earlier(now.plus(BEAT), room.earliestWake());
    if (afterCommit.isWaiting()) {
      until = earlier(until, Optional.of(lastCommit.plus(MARKS_WAIT)));
    }
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(one::isAfter).orElse(one);
  }

  /**
   * Notices that the collector itself was not listening: by a pause, or by a wall clock that went
   * on while the other stood, as in sleep, even if the engine's time is ahead and does not follow
   * it.
   */
  private void beat() {
    Optional<Duration> step = parts.clock().followSteps();
    step.ifPresent(by -> LOG.log(Level.WARNING, "the wall clock was stepped by {0}", by));
    Instant now = parts.clock().instant();
    listening.beat(now).or(() -> step.map(_ -> now)).ifPresent(from -> blackout(from, now));
  }

  private void blackout(Instant from, Instant now) {
    blackouts.increment();
    LOG.log(
        Level.WARNING,
        "not listening from {0} to {1}: nobody is accused of that silence",
        from,
        now);
    Duration grace = ListeningWatch.grace(room.hostStates().size(), parts.acceptPerSecond());
    room.everyHost(new HostInput.Blackout(now, from, grace));
    listening.told(parts.clock().instant());
  }

  private void takeGuarded(EngineInput input) {
    long began = System.nanoTime();
    Guarded.run(input.getClass().getSimpleName(), () -> take(input), input::failed);
    parts.meters().took(CollectorMeter.ENGINE_STEP, Duration.ofNanos(System.nanoTime() - began));
  }

  private void take(EngineInput input) {
    Instant now = parts.clock().instant();
    switch (input) {
      case EngineInput.Link link -> {
        room.host(link.host(), link.input());
        afterCommit.heard(link.host(), link.input());
      }
      case EngineInput.Hello hello -> {
        room.heard(hello.host());
        room.host(hello.host(), hello.input());
        // From its hello on an agent owes heartbeats: silence counts even if none ever comes.
        room.host(hello.host(), new HostInput.Heartbeat(hello.input().at()));
        excuse(hello, now);
        afterCommit.connected(hello.host(), hello.connection(), hello.facts());
        afterCommit.heard(hello.host(), hello.input());
      }
      case EngineInput.Batch batch when afterCommit.hears(batch.connection()) -> take(batch);
      case EngineInput.Arrived arrived -> Arrival.take(arrived, room, afterCommit);
      case EngineInput.Reported reported -> Report.take(reported, room, afterCommit);
      case EngineInput.Missing missing when afterCommit.hears(missing.connection()) -> {
        progress.take(missing.host(), missing.lane(), missing.epoch(), missing.to());
        afterCommit.ack(missing.connection(), missing.lane(), missing.epoch(), missing.to());
      }
      // Of a session that was told to come again: it sends this again, in order.
      case EngineInput.Batch _, EngineInput.Missing _ -> {}
      case EngineInput.Ordered ordered -> orders.take(room, ordered, now, afterCommit);
      case EngineInput.Suppressed given -> suppress(given, now);
      case EngineInput.Reconfigured changed -> reconfigure(changed, now);
      case EngineInput.AllHeard heard -> {
        listening
            .sinceAsked(heard.askedAt(), room.reached())
            .ifPresent(from -> blackout(from, now));
        // As of then: of what came since, only what stood before this in the queue is known.
        room.host(heard.host(), new HostInput.Tick(heard.askedAt()));
      }
      case EngineInput.Stop _ -> {} // it only wakes the thread: the queue knows that it is over
    }
  }

  /** An agent beats once it is welcomed, and where much waits it waits for its welcome, too. */
  private void excuse(EngineInput.Hello hello, Instant now) {
    Instant came = hello.input().at();
    welcomes
        .grace(came, now)
        .ifPresent(grace -> room.host(hello.host(), new HostInput.Blackout(came, came, grace)));
  }

  private void take(EngineInput.Batch input) {
    var batch = input.batch();
    switch (progress.take(input.host(), batch.lane(), batch.epoch(), batch.sequence())) {
      case NEW -> room.host(input.host(), new HostInput.Samples(input.receivedAt(), batch));
      case REFILL -> room.host(input.host(), new HostInput.Refill(input.receivedAt(), batch));
      case REPEAT -> room.host(input.host(), new HostInput.Heartbeat(input.receivedAt()));
    }
    afterCommit.sampled(input.host(), input.receivedAt(), room.apart(input.host(), batch));
    afterCommit.ack(input.connection(), batch.lane(), batch.epoch(), batch.sequence());
  }

  private void suppress(EngineInput.Suppressed given, Instant now) {
    SuppressionDesk.Answer answer = room.suppress(given.order(), now);
    switch (answer) {
      case SuppressionDesk.Answer.Refused _ -> given.answer().complete(answer);
      case SuppressionDesk.Answer.Done _ -> afterCommit.answer(given.answer(), answer);
    }
  }

  private void reconfigure(EngineInput.Reconfigured changed, Instant now) {
    Configuration configuration = changed.configuration();
    Optional<Recovered> known =
        room.lacksCustomersOf(configuration)
            ? Optional.of(Recovered.of(parts.ledger().load()))
            : Optional.empty();
    known.ifPresent(recovered -> writer.remember(recovered.announced()));
    room.reconfigure(configuration, known, now, Restart.grace(parts, configuration));
    parts.current().set(configuration);
    parts.board().configured(HostProfiles.of(configuration));
    afterCommit.then(() -> changed.done().complete(configuration));
  }

  private boolean commitIsDue() {
    return afterCommit.isUrgent()
        || room.hasEffects()
        || (afterCommit.isWaiting()
            && parts.clock().instant().isAfter(lastCommit.plus(MARKS_WAIT)));
  }

  /** Makes everything durable, then lets it leave. */
  void commit() {
    EngineEffects effects = room.takeEffects();
    Commit commit =
        writer.write(
            room,
            effects,
            parts.configuration(),
            progress.dirtyMarks(),
            afterCommit.lastHeard(),
            parts.clock().instant());
    long began = System.nanoTime();
    parts.ledger().commit(commit);
    parts.meters().took(CollectorMeter.COMMIT, Duration.ofNanos(System.nanoTime() - began));
    committedEvents.add(commit.events().size());
    progress.committed(commit.marks());
    lastCommit = parts.clock().instant();
    afterCommit.release(effects);
  }

  /** A commit; when it fails, what is in memory may not be on disk, so it must go. */
  void commitOrDrop() {
    try {
      commit();
      storeLog.committed();
    } catch (RuntimeException e) {
      lost = true;
      parts.health().storing(false);
      storeLog.failed(e);
      afterCommit.drop(e);
    }
  }

  /**
   * Goes on from what the ledger holds, after a failed commit; the failure if it does not answer.
   */
  Optional<LedgerException> goOn() {
    try {
      goOnFrom(Recovered.of(parts.ledger().load()));
      return Optional.empty();
    } catch (LedgerException again) {
      storeLog.failed(again);
      return Optional.of(again);
    }
  }

  private void goOnFrom(Recovered recovered) {
    room = Restart.room(parts, recovered);
    progress = new LaneProgress(recovered.marks());
    writer = new CommitWriter(recovered.announced());
    lost = false;
    parts.health().storing(true);
  }
}
