package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading.Cause;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks probes one after the other in a thread that may get stuck, while another thread watches:
 * when one probe takes longer than its time-out, the round ends there and its thread is left
 * behind.
 */
final class GuardedRound implements Runnable {
  // A process that was itself stopped or starved finds time-outs exceeded that are not the probe's
  // fault: the probe gets this much more before it is given up.
  private static final long MERCY_NANOS = Duration.ofMillis(50).toNanos();

  private final List<Probe> probes;

  // guarded by this
  private final Map<Probe, Answer> answers = new LinkedHashMap<>();
  private Optional<Probe> current = Optional.empty();
  private long currentSince;
  private Optional<Probe> stuck = Optional.empty();
  private boolean ended;

  GuardedRound(List<Probe> probes) {
    this.probes = probes;
  }

  /** In the asking thread: returns when all have answered or the watcher has given up. */
  @Override
  public void run() {
    for (Probe probe : probes) {
      if (!begin(probe)) {
        return;
      }
      finish(probe, ask(probe));
    }
    end();
  }

  /**
   * In the watching thread: waits for the end; the answers so far, the stuck probe's among them.
   */
  synchronized Map<Probe, Answer> await() throws InterruptedException {
    boolean mercyShown = false;
    while (!ended) {
      long left = nanosLeft();
      if (left <= 0 && mercyShown) {
        giveUp();
      } else {
        mercyShown = left <= 0;
        TimeUnit.NANOSECONDS.timedWait(this, mercyShown ? MERCY_NANOS : left);
      }
    }
    return new LinkedHashMap<>(answers);
  }

  /** The probe on which this round was given up. */
  synchronized Optional<Probe> stuck() {
    return stuck;
  }

  private synchronized boolean begin(Probe probe) {
    current = Optional.of(probe);
    currentSince = System.nanoTime();
    return !ended;
  }

  private synchronized void finish(Probe probe, Answer answer) {
    if (!ended) {
      answers.put(probe, answer);
      current = Optional.empty();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private long nanosLeft() {
    return current
        .map(probe -> currentSince + probe.timeout().toNanos() - System.nanoTime())
        .orElse(MERCY_NANOS);
  }

  private void giveUp() {
    current.ifPresent(
        probe ->
            answers.put(
                probe,
                new Answer.Failed(
                    Cause.TIMED_OUT,
                    "no answer within " + probe.timeout().toMillis() + " ms",
                    probe.timeout())));
    stuck = current;
    ended = true;
  }

  private static Answer ask(Probe probe) {
    long begun = System.nanoTime();
    try {
      return new Answer.Read(probe.read(), since(begun));
    } catch (AccessDeniedException e) {
      return new Answer.Failed(Cause.NO_PERMISSION, e.toString(), since(begun));
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Answer.Failed(Cause.FAILED, e.toString(), since(begun));
    }
  }

  private static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
