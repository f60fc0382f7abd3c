package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One socket's messages on their way from the event loop to the host's lane. When too many wait,
 * the socket is read no further: the agent's own kernel and then its buffer take the load.
 */
final class HostInbox {
  private final HostId host;
  private final AgentSocket socket;
  private final IngestLanes lanes;
  private final int mostMessages;
  private final AtomicInteger waiting = new AtomicInteger();

  // Switched on the event loop alone: a pause and a resume of two threads could pass each other.
  private volatile boolean paused;

  HostInbox(HostId host, AgentSocket socket, IngestLanes lanes, int mostMessages) {
    this.host = host;
    this.socket = socket;
    this.lanes = lanes;
    this.mostMessages = mostMessages;
  }

  /** From the event loop: {@code task} handles a message of {@code size} bytes on the lane. */
  void add(int size, Runnable task, Runnable failed) {
    boolean crowded = lanes.crowdedWith(size);
    if (waiting.incrementAndGet() >= mostMessages || crowded) {
      paused = true;
      socket.pause();
    }
    lanes.run(
        host,
        () -> {
          try {
            task.run();
          } finally {
            taken(size);
          }
        },
        failed);
  }

  private void taken(int size) {
    lanes.release(size);
    if (waiting.decrementAndGet() == 0 && paused) {
      socket.onLoop(this::readOn);
    }
  }

  private void readOn() {
    if (paused && waiting.get() == 0) {
      paused = false;
      socket.resume();
    }
  }
}
