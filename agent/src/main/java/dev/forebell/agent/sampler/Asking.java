package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading.Cause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One question to one probe, from the moment it is put until its answer is taken. */
final class Asking {
  private final Probe probe;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final AtomicBoolean put = new AtomicBoolean();
  private volatile long begunNanos = System.nanoTime();
  // Only the asking thread: whether the answer was given up, so that it is dropped when it comes.
  private boolean givenUp;

  Asking(Probe probe) {
    this.probe = probe;
  }

  Probe probe() {
    return probe;
  }

  /** In the thread that may get stuck; a second call does nothing, from whichever thread. */
  void ask() {
    if (put.compareAndSet(false, true)) {
      begunNanos = System.nanoTime();
      answer.complete(answerOf(probe, begunNanos));
    }
  }

  /** The answer, if it comes in that time. */
  Optional<Answer> await(Duration patience) throws InterruptedException {
    try {
      return Optional.of(answer.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is completed normally or not at all", e);
    }
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  /** How much of the probe's time-out is left; negative: it is over. */
  Duration left() {
    return probe.timeout().minusNanos(System.nanoTime() - begunNanos);
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** From now on an answer is too late; what is said instead. */
  Answer giveUp() {
    givenUp = true;
    return new Answer.Failed(
        Cause.TIMED_OUT, "no answer within " + probe.timeout().toMillis() + " ms", probe.timeout());
  }

  private static Answer answerOf(Probe probe, long begun) {
    try {
      return new Answer.Read(probe.read(), since(begun));
    } catch (AccessDeniedException e) {
      return new Answer.Failed(Cause.NO_PERMISSION, e.toString(), since(begun));
    } catch (InterruptedIOException e) {
      return new Answer.Failed(Cause.TIMED_OUT, e.toString(), since(begun));
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Answer.Failed(Cause.FAILED, e.toString(), since(begun));
    }
  }

  private static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
