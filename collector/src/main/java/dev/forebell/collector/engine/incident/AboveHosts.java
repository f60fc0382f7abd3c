package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An incident above hosts recovers with the last of its children. */
final class AboveHosts {
  private AboveHosts() {}

  static void settle(StepLog log) {
    List<Incident> parents =
        log.state().incidents().values().stream()
            .filter(one -> one.open() && one.aboveHosts())
            .filter(one -> childMoved(log, one))
            .toList();
    parents.forEach(parent -> settle(log, parent));
  }

  private static boolean childMoved(StepLog log, Incident parent) {
    return log.state().childrenOf(parent.id()).stream()
        .anyMatch(child -> log.touched().contains(child.id()));
  }

  private static void settle(StepLog log, Incident parent) {
    List<Incident> children = log.state().childrenOf(parent.id());
    List<Incident> open = children.stream().filter(Incident::open).toList();
    boolean good = open.stream().allMatch(one -> one.times().at(Milestone.RESTORED).isPresent());
    Optional<Instant> known = parent.times().at(Milestone.RESTORED);
    if (open.isEmpty()) {
      Optional<Instant> restored = lastGood(children);
      log.happens(parent.id(), Reason.CLEAR_HELD, new Change.Resolved(restored, ""));
    } else if (good && !known.equals(lastGood(children))) {
      Instant restored = lastGood(children).orElseThrow();
      log.happens(parent.id(), Reason.GOOD_SAMPLE, new Change.Restored(restored));
    } else if (!good && known.isPresent()) {
      log.happens(parent.id(), Reason.BAD_AGAIN, new Change.Relapsed());
    }
  }

  private static Optional<Instant> lastGood(List<Incident> children) {
    return children.stream()
        .flatMap(one -> one.times().at(Milestone.RESTORED).stream())
        .max(Instant::compareTo);
  }
}
