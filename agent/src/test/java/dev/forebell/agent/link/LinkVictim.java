package dev.forebell.agent.link;

import dev.forebell.agent.spool.Earlier;
import dev.forebell.agent.spool.Loss;
import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Spool;
import dev.forebell.agent.spool.SpoolEvents;
import dev.forebell.agent.spool.SpoolLimits;
import dev.forebell.agent.spool.SteadyClock;
import dev.forebell.agent.spool.Track;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process to be killed: spool and link of the agent with samples that count, {@code run * 10^6 +
 * n} for the n-th. Run 0 samples nothing: it sends what is there, prints {@code drained} and ends.
 *
 * <p>Arguments: folder, port, run, milliseconds between two samples.
 */
final class LinkVictim {
  private LinkVictim() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    SteadyClock clock = new SteadyClock(InstantSource.system());
    Spool spool =
        Spool.open(Path.of(args[0]), SpoolLimits.of(16 << 20, Duration.ofHours(72), 20_000), clock);
    SecureRandom random = new SecureRandom();
    long epoch = random.nextLong();
    SendQueue queue = new SendQueue(epoch, random.nextLong(), 20_000, spool, clock.instant());
    HostFacts facts = new HostFacts("h", "linux", "Debian", "amd64", 2, 1, Instant.EPOCH, "0.1.0");
    NettyLink link =
        new NettyLink(
            LinkSettingsTest.to("ws://127.0.0.1:" + args[1] + "/agent/v1"),
            queue,
            clock,
            () -> facts,
            _ -> {},
            InstantSource.system());
    spool.start(new FirstWrite(queue, epoch, out), link.executor());
    link.start();
    long run = Long.parseLong(args[2]);
    if (run == 0) {
      out.println("ready");
      drain(link);
      out.println("drained");
      System.exit(0);
    }
    for (long n = 1; ; n++) {
      link.offer(
          Instant.now(), List.of(Sample.of(SeriesKey.of("n"), (double) (run * 1_000_000 + n))));
      LockSupport.parkNanos(Duration.ofMillis(Long.parseLong(args[3])).toNanos());
    }
  }

  /** Says when the first batch of this run is about to be written. */
  private record FirstWrite(SpoolEvents to, long epoch, PrintStream out) implements SpoolEvents {
    @Override
    public void found(Earlier earlier) {
      to.found(earlier);
    }

    @Override
    public void stored(Track track, long upTo) {
      to.stored(track, upTo);
    }

    @Override
    public void heldFrom(Track track, Optional<Long> first) {
      if (track.epoch() == epoch) {
        out.println("ready");
      }
      to.heldFrom(track, first);
    }

    @Override
    public void lost(Track track, Loss loss) {
      to.lost(track, loss);
    }
  }

  private static void drain(NettyLink link) {
    // Connected, and told by acks that all is there.
    while (link.status().connectedSince().isEmpty() || link.status().queued() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
