package dev.forebell.collector.app;

import java.time.Duration;

/** The engine's one thread, from start to its last commit. */
final class EngineThread implements AutoCloseable {
  private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

  private final LiveShell shell;
  private final Thread thread;

  EngineThread(LiveShell shell, CollectorHealth health) {
    this.shell = shell;
    this.thread =
        Thread.ofPlatform()
            .name("engine")
            .unstarted(
                () -> {
                  health.engine(true);
                  try {
                    shell.run();
                  } finally {
                    health.engine(false);
                  }
                });
  }

  void start() {
    thread.start();
  }

  /** Takes in what waits, commits, and ends. */
  @Override
  public void close() {
    if (!thread.isAlive()) {
      return;
    }
    shell.queue().stop();
    try {
      thread.join(LAST_COMMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
