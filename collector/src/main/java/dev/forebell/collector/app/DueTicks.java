package dev.forebell.collector.app;

import dev.forebell.common.model.HostId;
import java.time.Instant;

/**
 * Ticks the machines whose time has come. It has come when everything from before it was taken in:
 * while inputs wait, the engine's time is that of the newest it knows, not the clock's. An engine
 * that is behind would else take for silence what stands in its own queue, and a desk's tick would
 * carry the time of all hosts past what they said.
 */
final class DueTicks {
  private final EngineQueue queue;
  private final AgentBarrier barrier;

  DueTicks(EngineQueue queue, AgentBarrier barrier) {
    this.queue = queue;
    this.barrier = barrier;
  }

  /** A host's time-out fires only after everything that it had sent by now has been taken in. */
  void fire(EngineRoom room, Instant clock) {
    Instant now = queue.waiting() == 0 ? clock : room.reached();
    for (MachineKey machine : room.takeDue(now)) {
      switch (machine) {
        case MachineKey.Detector detector -> askAbout(detector.host(), now);
        case MachineKey.Desk desk ->
            Guarded.run("tick of " + desk.customer(), () -> room.tick(desk, now), _ -> {});
      }
    }
  }

  private void askAbout(HostId host, Instant now) {
    barrier.afterArrived(host, () -> queue.offer(new EngineInput.AllHeard(host, now)));
  }
}
