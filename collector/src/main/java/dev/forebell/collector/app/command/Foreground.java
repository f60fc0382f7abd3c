package dev.forebell.collector.app.command;

import dev.forebell.collector.app.Collector;
import dev.forebell.collector.app.HangUp;
import dev.forebell.collector.app.StartRefused;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The life of a command that runs until it is told to stop: says what it started, waits, and stops
 * everything in reverse, also when the process is ended by a signal.
 */
final class Foreground implements AutoCloseable {
  private final PrintWriter out;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  Foreground(PrintWriter out) {
    this.out = out;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopWithTheProcess, "stop"));
  }

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  void say(String what, String value) {
    out.printf(Locale.ROOT, "forebell: %-10s %s%n", what, value);
    out.flush();
  }

  void ready(Collector collector) {
    HangUp.onSignal(collector::reload);
    out.println("forebell: ready; Ctrl-C stops it");
    out.flush();
  }

  void awaitStop() throws InterruptedException {
    stop.await();
  }

  /** Asked to stop by a signal, it did: a success, where Java would answer 128 + the signal. */
  private void stopWithTheProcess() {
    if (done.getCount() == 0) {
      return; // the command ended by itself and gave its own code
    }
    stop.countDown();
    close();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    synchronized (this) {
      while (!parts.isEmpty()) {
        stop(parts.pop());
      }
    }
    done.countDown();
  }

  private void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      out.println("forebell: while stopping: " + e.getMessage());
      out.flush();
    }
  }

  static void refuse(PrintWriter err, StartRefused refused) {
    refused.lines().forEach(err::println);
    err.flush();
  }
}
