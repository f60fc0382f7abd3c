package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When each machine wants its next tick. Of a host that beats calmly the time is not worked out
 * anew with every heartbeat, but when the old one comes up. One thread.
 */
final class MachineWakes {
  private final WakeQueue<MachineKey> queue = new WakeQueue<>();
  private final Function<HostId, Optional<HostState>> hosts;

  /**
   * @param hosts the hosts as they are now
   */
  MachineWakes(Function<HostId, Optional<HostState>> hosts) {
    this.hosts = hosts;
  }

  /** Replaces the machine's time; empty: it wants none. */
  void set(MachineKey machine, Optional<Instant> at) {
    queue.set(machine, at);
  }

  /** Whether nothing of this machine is due at {@code now}, and something will be. */
  boolean isAfter(MachineKey machine, Instant now) {
    return queue.isAfter(machine, now);
  }

  /** When the next machine wants its tick, or a little earlier. */
  Optional<Instant> earliest() {
    return queue.earliest();
  }

  /** Takes the first machine whose time is at or before {@code now}. */
  Optional<MachineKey> pollDue(Instant now) {
    Optional<MachineKey> due = queue.pollDue(now);
    while (due.isPresent() && isPutOff(due.get(), now)) {
      due = queue.pollDue(now);
    }
    return due;
  }

  private boolean isPutOff(MachineKey machine, Instant now) {
    return switch (machine) {
      case MachineKey.Desk _ -> false;
      case MachineKey.Detector detector -> {
        Optional<Instant> wanted =
            hosts.apply(detector.host()).flatMap(state -> HostDetector.wakeAt(state, now));
        boolean later = wanted.filter(now::isBefore).isPresent();
        if (later) {
          queue.set(machine, wanted);
        }
        yield later;
      }
    };
  }

  /** Takes every machine whose time is at or before {@code now}, in order, once each. */
  List<MachineKey> takeDue(Instant now) {
    List<MachineKey> due = new ArrayList<>();
    for (Optional<MachineKey> next = pollDue(now); next.isPresent(); next = pollDue(now)) {
      due.add(next.get());
    }
    return due;
  }
}
