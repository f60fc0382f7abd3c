package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The disk's own thread: whatever a disk does, sampling and sending go on. A disk that hangs leaves
 * batches in memory only, as one that fails does.
 */
public final class Spool implements Storage, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Spool.class.getName());
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final DiskSpool disk;
  private final SpoolLimits limits;
  private final InstantSource clock;
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final AtomicInteger waitingSamples = new AtomicInteger();
  private final Relay relay = new Relay();
  private final Thread thread = Thread.ofPlatform().daemon().name("spool").unstarted(this::run);
  private volatile SpoolState state = SpoolState.NONE;
  private volatile boolean closing;

  private Spool(SpoolFolder folder, SpoolLimits limits, InstantSource clock) throws SpoolInUse {
    this.limits = limits;
    this.clock = clock;
    this.disk = new DiskSpool(folder, limits, relay);
    disk.open(clock.instant());
    state = disk.state();
  }

  /**
   * Opens the spool in a folder; a disk that cannot be used is no error but a {@link #state}.
   *
   * @param clock one that is never set
   * @throws SpoolInUse when another agent works there
   */
  public static Spool open(Path folder, SpoolLimits limits, InstantSource clock) throws SpoolInUse {
    return new Spool(new FolderOnDisk(folder), limits, clock);
  }

  /** Who works in a folder at this moment: a sentence for the user; empty: nobody. */
  public static Optional<String> holder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    FolderOnDisk claimed = new FolderOnDisk(folder);
    try {
      claimed.claim();
    } catch (SpoolInUse inUse) {
      return Optional.of(String.valueOf(inUse.getMessage()));
    }
    claimed.release();
    return Optional.empty();
  }

  /** From now on it works, and tells {@code events} by way of the link's thread. Once. */
  public void start(SpoolEvents events, Executor link) {
    relay.to(events, link);
    thread.start();
  }

  /** How it stands, at most a second old. */
  public SpoolState state() {
    return state;
  }

  @Override
  public void append(SampleBatch batch, boolean urgent) {
    int size = batch.samples().size();
    if (waitingSamples.get() + size > limits.memorySamples()) {
      return;
    }
    waitingSamples.addAndGet(size);
    work.add(
        () -> {
          waitingSamples.addAndGet(-size);
          disk.append(batch, urgent, clock.instant());
        });
  }

  @Override
  public void acked(Track track, long sequence) {
    work.add(() -> disk.acked(track, sequence, clock.instant()));
  }

  @Override
  public void retain(Duration duration) {
    work.add(() -> disk.retain(duration));
  }

  @Override
  public void load(Track track, long from, Consumer<Chunk> answer) {
    work.add(
        () -> {
          Chunk chunk = disk.load(track, from);
          relay.post(() -> answer.accept(chunk));
        });
  }

  @Override
  public void quarantine(SampleBatch batch, String why) {
    work.add(() -> disk.quarantine(batch, why, clock.instant()));
  }

  private void run() {
    try {
      while (!closing || !work.isEmpty()) {
        Instant now = clock.instant();
        Duration wait = Duration.between(now, disk.due(now));
        Optional<Runnable> task =
            Optional.ofNullable(work.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS));
        guarded(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disk.close();
    }
  }

  /** A fault in handling one thing must not leave all that follows unwritten. */
  private void guarded(Optional<Runnable> task) {
    try {
      task.ifPresent(Runnable::run);
      disk.tick(clock.instant());
      state = disk.state();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "spool: a batch may be in memory only", e);
    }
  }

  /** Writes what waits, for at most a few seconds. */
  @Override
  public void close() {
    work.add(() -> closing = true);
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events wait here until there is a link to tell. */
  private static final class Relay implements SpoolEvents {
    private final List<Consumer<SpoolEvents>> early = new ArrayList<>();
    private Optional<SpoolEvents> events = Optional.empty();
    private Executor link = Runnable::run;

    void to(SpoolEvents listener, Executor executor) {
      link = executor;
      events = Optional.of(listener);
      early.forEach(this::tell);
      early.clear();
    }

    void post(Runnable task) {
      link.execute(task);
    }

    private void tell(Consumer<SpoolEvents> what) {
      events.ifPresentOrElse(listener -> post(() -> what.accept(listener)), () -> early.add(what));
    }

    @Override
    public void found(Earlier earlier) {
      tell(listener -> listener.found(earlier));
    }

    @Override
    public void stored(Track track, long upTo) {
      tell(listener -> listener.stored(track, upTo));
    }

    @Override
    public void heldFrom(Track track, Optional<Long> first) {
      tell(listener -> listener.heldFrom(track, first));
    }

    @Override
    public void lost(Track track, Loss loss) {
      tell(listener -> listener.lost(track, loss));
    }
  }
}
