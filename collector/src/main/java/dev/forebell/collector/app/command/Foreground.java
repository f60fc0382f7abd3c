package dev.forebell.collector.app.command;

import dev.forebell.collector.app.Collector;
import dev.forebell.collector.app.ProcessSignal;
import dev.forebell.collector.app.StartRefused;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * The life of a command that runs until it is told to stop: says what it started, waits for SIGINT
 * or SIGTERM, and stops everything in reverse. A stop that was asked for is no failure: the command
 * then ends with 0.
 */
final class Foreground implements AutoCloseable {
  private final PrintWriter out;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  Foreground(PrintWriter out) {
    this.out = out;
    ProcessSignal.on("INT", stop::countDown);
    ProcessSignal.on("TERM", stop::countDown);
  }

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  void say(String what, String value) {
    out.printf(Locale.ROOT, "forebell: %-10s %s%n", what, value);
    out.flush();
  }

  void ready(Collector collector) {
    ProcessSignal.on("HUP", collector::reload);
    line("forebell: ready; Ctrl-C stops it");
  }

  void awaitStop() throws InterruptedException {
    stop.await();
    line("forebell: stopping");
    close();
    line("forebell: stopped");
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
  }

  private void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      line("forebell: while stopping: " + e.getMessage());
    }
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  static void refuse(PrintWriter err, StartRefused refused) {
    refused.lines().forEach(err::println);
    err.flush();
  }
}
