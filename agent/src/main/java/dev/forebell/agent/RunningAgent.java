package dev.forebell.agent;

import dev.forebell.agent.identity.IdentityFolder;
import dev.forebell.agent.identity.IdentityKeeper;
import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSource;
import dev.forebell.agent.link.LinkStatus;
import dev.forebell.agent.link.NettyLink;
import dev.forebell.agent.link.WitnessDesk;
import dev.forebell.agent.probe.BufferLevel;
import dev.forebell.agent.report.AgentReport;
import dev.forebell.agent.report.LinkReport;
import dev.forebell.agent.sampler.Sampler;
import dev.forebell.agent.sampler.SamplerLoop;
import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Spool;
import dev.forebell.agent.spool.SpoolDepth;
import dev.forebell.agent.spool.SpoolInUse;
import dev.forebell.agent.spool.SpoolState;
import dev.forebell.agent.spool.SteadyClock;
import dev.forebell.common.log.LogLine;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.wire.Frame;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** The wiring: probes -> sampler -> spool -> link, and its orderly end. */
final class RunningAgent implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RunningAgent.class.getName());
  // A service manager waits longer, but a host that shuts down has no time to lose.
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Spool spool;
  private final NettyLink link;
  private final SamplerLoop loop;
  private final StatusSocket status;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private RunningAgent(Spool spool, NettyLink link, SamplerLoop loop, StatusSocket status) {
    this.spool = spool;
    this.link = link;
    this.loop = loop;
    this.status = status;
  }

  /**
   * Starts sampling and connecting; neither ends by itself.
   *
   * @throws SpoolInUse when another agent works in the spool's folder
   */
  static RunningAgent start(AgentConfig config, HostFacts facts) throws SpoolInUse {
    InstantSource clock = InstantSource.system();
    Terms terms = new Terms(config.interval().isEmpty());
    SteadyClock steady = new SteadyClock(clock);
    Spool spool = Spool.open(config.spool().folder(), config.spoolLimits(), steady);
    SecureRandom random = new SecureRandom();
    SendQueue queue =
        new SendQueue(
            random.nextLong(), random.nextLong(), config.bufferSamples(), spool, steady.instant());
    NettyLink link =
        new NettyLink(
            config.link(),
            source(config, facts),
            new WitnessDesk(config.witness()),
            queue,
            steady,
            () -> facts,
            terms::welcomed,
            clock);
    spool.start(queue, link.executor());
    Sampler sampler =
        AgentProbes.sampler(
            config.probes(),
            config.firstInterval(),
            List.of(new SpoolProbe(spool::state)),
            () -> level(link.status(), spool.state().waiting(), clock.instant()));
    LastSample last = new LastSample();
    SamplerLoop loop =
        new SamplerLoop(
            sampler,
            snapshot -> {
              last.taken = Optional.of(snapshot);
              link.offer(snapshot.sampledAt(), snapshot.samples());
            });
    terms.sampler(loop);
    String collector =
        config.collector().map(URI::toString).orElse("the collector it enrolled with");
    LOG.log(
        Level.INFO,
        "agent {0} on {1}, every {2} s to {3}",
        facts.agentVersion(),
        facts.hostName(),
        Long.toString(config.firstInterval().toSeconds()),
        collector);
    link.start();
    loop.start();
    Instant startedAt = clock.instant();
    StatusSocket status =
        StatusSocket.open(
            config.status(),
            () ->
                new AgentReport(
                    clock.instant(),
                    startedAt,
                    ProcessHandle.current().pid(),
                    facts,
                    report(collector, link.status(), spool.state()),
                    last.taken));
    return new RunningAgent(spool, link, loop, status);
  }

  private static LinkSource source(AgentConfig config, HostFacts facts) {
    if (config.link().identity() instanceof LinkIdentity.Key) {
      return LinkSource.of(config.link());
    }
    EnrolSettings enrol = config.enrol();
    return new IdentityKeeper(
        new IdentityFolder(config.identity()),
        new IdentityKeeper.Defaults(
            config.link(),
            config.collector(),
            enrol.token(),
            facts.hostName(),
            enrol.seat(),
            enrol.bySecret()));
  }

  /**
   * Says goodbye when the process is asked to end. That is a success: the exit code is 0, where the
   * runtime's own for a signal would make a service manager report a failure.
   */
  void stopWithTheProcess() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  goodbye(StopReason.ask());
                  stopped.countDown();
                  Runtime.getRuntime().halt(AgentMain.OK);
                },
                "stop"));
  }

  void awaitStop() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void close() {
    loop.close();
    link.close();
    spool.close();
    status.close();
  }

  private static BufferLevel level(LinkStatus link, SpoolDepth spool, Instant now) {
    return new BufferLevel(
        link.queued(),
        link.droppedBatches(),
        OptionalLong.of(spool.bytes()),
        spool.oldest().map(oldest -> Duration.between(oldest, now)));
  }

  private static LinkReport report(String collector, LinkStatus link, SpoolState spool) {
    return new LinkReport(
        collector,
        link.connectedSince(),
        link.connects(),
        link.queued(),
        OptionalLong.of(spool.waiting().bytes()),
        spool
            .trouble()
            .map(_ -> new LinkReport.SpoolTrouble(spool.detail(), spool.since().orElseThrow())),
        spool.waiting().oldest(),
        link.droppedBatches(),
        link.lastError());
  }

  private void goodbye(ByeReason reason) {
    loop.close();
    status.close();
    try {
      boolean said = link.bye(reason, Optional.empty(), GOODBYE);
      spool.close();
      String how = said ? "" : "; the collector could not be told";
      LogLine.printLast(RunningAgent.class, "stopped (" + reason.id() + ")" + how);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The newest sample, for whoever asks how the agent is. */
  private static final class LastSample {
    private volatile Optional<Snapshot> taken = Optional.empty();
  }

  /** What the collector asks for at each handshake; the agent's own file is stronger. */
  private static final class Terms {
    private final boolean follow;
    private volatile Optional<SamplerLoop> sampler = Optional.empty();

    Terms(boolean follow) {
      this.follow = follow;
    }

    void sampler(SamplerLoop loop) {
      sampler = Optional.of(loop);
    }

    void welcomed(Frame.Welcome terms) {
      if (follow && terms.interval().isPositive()) {
        sampler.ifPresent(loop -> loop.every(terms.interval()));
      }
    }
  }
}
