package dev.forebell.agent.link;

import dev.forebell.agent.spool.SendQueue;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Sample;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireLimits;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The link to the collector: one socket at a time, one thread, for the life of the agent. Keeps
 * connecting until it is closed; what is offered meanwhile waits in the buffer. Methods are safe
 * for any thread; all state belongs to the link's own.
 */
public final class NettyLink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NettyLink.class.getName());

  /** A session that lasted this long ends the run of failures that {@link Backoff} counts. */
  private static final Duration LASTING = Duration.ofSeconds(15);

  private final IdentityTurn identity;
  private final WitnessDesk witness;
  private final SendQueue queue;
  private final InstantSource steady;
  private final Supplier<HostFacts> facts;
  private final LinkListener listener;
  private final InstantSource clock;
  private final long startedNanos = System.nanoTime();

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("forebell-link", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Dialer dialer;
  private final WireLimits limits;
  private final LinkMachine machine;

  // The link's thread only.
  private LinkSession session;
  private boolean again;
  private Optional<Instant> connectedSince = Optional.empty();
  private Optional<String> lastError = Optional.empty();
  private long connects;
  private int failures;
  private boolean closing;

  private volatile LinkStatus status =
      new LinkStatus(Optional.empty(), 0, 0, 0, 0, Optional.empty());

  /**
   * @param settings limits and boot; who and where is the source's to say
   * @param queue from now on the link's alone
   * @param steady the queue's clock, which is never set
   * @param facts who this host is, asked at each handshake; must answer at once
   */
  public NettyLink(
      LinkSettings settings,
      LinkSource source,
      WitnessDesk witness,
      SendQueue queue,
      InstantSource steady,
      Supplier<HostFacts> facts,
      LinkListener listener,
      InstantSource clock) {
    this.identity = new IdentityTurn(source);
    this.witness = witness;
    this.limits = settings.limits();
    this.queue = queue;
    this.steady = steady;
    this.facts = facts;
    this.listener = listener;
    this.clock = clock;
    this.machine = new LinkMachine(queue, settings.limits(), settings.agentId(), settings.bootId());
    this.session = new LinkSession(new Events(), machine, limits);
    this.dialer = new Dialer(source, loop, () -> new LinkHandler(session));
  }

  /** With settings that never change. */
  public NettyLink(
      LinkSettings settings,
      SendQueue queue,
      InstantSource steady,
      Supplier<HostFacts> facts,
      LinkListener listener,
      InstantSource clock) {
    this(
        settings,
        LinkSource.of(settings),
        new WitnessDesk(false),
        queue,
        steady,
        facts,
        listener,
        clock);
    Dialer.check(settings);
  }

  /** Starts to connect. Once. */
  public void start() {
    loop.execute(this::connect);
  }

  /** The link's thread; what it runs may have made something ready to be sent. */
  public Executor executor() {
    return task ->
        onLoop(
            () -> {
              task.run();
              session.pump();
            });
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "link closed, dropped news of the spool", e);
    }
  }

  /** Queues what was sampled at one time; never blocks. */
  public void offer(Instant sampledAt, List<Sample> samples) {
    List<Sample> taken = List.copyOf(samples);
    loop.execute(
        () -> {
          queue.add(sampledAt, taken, steady.instant());
          session.pump();
          publish();
        });
  }

  /** How the link stands; at most one heartbeat old. */
  public LinkStatus status() {
    return status;
  }

  /**
   * Says goodbye after all that is queued, closes and stays closed.
   *
   * @param atMost how long the caller is willing to wait
   * @return whether the socket was closed in that time
   */
  public boolean bye(ByeReason reason, Optional<Duration> expectedReturn, Duration atMost)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    loop.execute(
        () -> {
          closing = true;
          session.bye(reason, expectedReturn, closed::countDown);
        });
    return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends at once, without goodbye unless {@link #bye} was called before. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          closing = true;
          session.close();
        });
    var _ =
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  private void connect() {
    if (!closing) {
      session = new LinkSession(new Events(), machine, limits);
      identity.begins();
      dialer.dial(failures, identity::dialling, session::failed, session::gone);
    }
  }

  private void fault(String error) {
    // The same error again is no news: a collector that is away for a night fills no log.
    if (!closing && !lastError.equals(Optional.of(error))) {
      LOG.log(System.Logger.Level.WARNING, "collector {0}: {1}", identity.collector(), error);
    }
    lastError = Optional.of(error);
  }

  private void ended(Optional<Duration> retryAfter) {
    if (connectedSince.isEmpty()) {
      identity.failed();
    }
    boolean lasted =
        connectedSince
            .map(since -> Duration.between(since, clock.instant()).compareTo(LASTING) >= 0)
            .orElse(false);
    if (lasted) {
      failures = 0;
    }
    double random = ThreadLocalRandom.current().nextDouble();
    boolean atOnce = again;
    again = false;
    Duration wait =
        atOnce
            ? Duration.ZERO
            : retryAfter
                .map(asked -> Backoff.afterReject(asked, random))
                .orElseGet(() -> Backoff.delay(failures, random));
    failures = Math.min(failures + 1, 1_000);
    connectedSince = Optional.empty();
    machine.closed();
    publish();
    if (!closing) {
      var _ = loop.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void publish() {
    status =
        new LinkStatus(
            connectedSince,
            queue.unacked(),
            queue.dropped(),
            machine.droppedSamples(),
            connects,
            lastError);
  }

  /** What the session of the moment reports. */
  private final class Events implements LinkSession.Owner {
    @Override
    public Frame.Hello hello(String address) {
      return identity.of(machine.opened(clock.instant(), facts.get()).from(address));
    }

    @Override
    public Instant steadyNow() {
      return steady.instant();
    }

    @Override
    public Optional<Frame> heartbeat() {
      publish();
      identity.renewal(clock.instant()).ifPresent(session::send);
      return machine.heartbeat(clock.instant(), Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    @Override
    public void welcomed(Frame.Welcome terms) {
      connects++;
      connectedSince = Optional.of(clock.instant());
      lastError = Optional.empty();
      LOG.log(System.Logger.Level.INFO, "connected to {0}", identity.collector());
      identity.welcomed();
      identity.renewal(clock.instant()).ifPresent(session::send);
      listener.welcomed(terms);
      publish();
    }

    @Override
    public void asked(Frame.Witness question, Consumer<Frame.WitnessAnswer> answer) {
      witness.ask(question, System.nanoTime(), answer);
    }

    @Override
    public void renewed(List<String> chain) {
      if (identity.renewed(chain)) {
        again = true;
        session.bye(ByeReason.RESTART, Optional.of(LASTING), () -> {});
      }
    }

    @Override
    public void refused(Frame.RejectCode code) {
      identity.refused(code);
    }

    @Override
    public void fault(String error) {
      NettyLink.this.fault(error);
    }

    @Override
    public void ended(Optional<Duration> retryAfter) {
      if (connectedSince.isPresent() && lastError.isEmpty()) {
        fault("connection closed by the collector or the network");
      }
      NettyLink.this.ended(retryAfter);
    }
  }
}
