package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An incident above hosts recovers with the last of those below it. */
final class AboveHosts {
  private AboveHosts() {}

  static void settle(StepLog log) {
    moved(log).stream()
        .flatMap(id -> log.state().incident(id).stream())
        .filter(one -> one.aboveHosts() && !SiteIncident.is(one))
        .toList()
        .forEach(parent -> settle(log, parent));
  }

  /** Those above what this step touched, and groups that list the condition it was about. */
  private static SortedSet<IncidentId> moved(StepLog log) {
    TreeSet<IncidentId> moved = new TreeSet<>();
    log.touched().stream()
        .flatMap(id -> log.state().incident(id).stream())
        .forEach(
            one -> {
              one.parent().ifPresent(moved::add);
              if (GroupIncident.is(one)) {
                moved.add(one.id());
              }
            });
    log.condition()
        .flatMap(event -> Grouping.of(log.state(), event.key()))
        .ifPresent(group -> moved.add(group.id()));
    return moved;
  }

  private static void settle(StepLog log, Incident parent) {
    List<Incident> children = log.state().childrenOf(parent.id());
    List<Incident> open = children.stream().filter(Incident::open).toList();
    List<HeldCondition> held = held(log, parent);
    if (!parent.open()) {
      returned(log, parent, open);
      return;
    }
    boolean good =
        open.stream().allMatch(one -> one.times().at(Milestone.RESTORED).isPresent())
            && held.stream().noneMatch(HeldCondition::bad);
    Optional<Instant> known = parent.times().at(Milestone.RESTORED);
    Optional<Instant> lastGood = lastGood(log, parent, children, held);
    if (open.isEmpty() && held.isEmpty()) {
      log.happens(
          parent.id(),
          Prevention.ending(parent, Reason.CLEAR_HELD),
          new Change.Resolved(lastGood, ""));
    } else if (good && lastGood.isPresent() && !known.equals(lastGood)) {
      log.happens(parent.id(), Reason.GOOD_SAMPLE, new Change.Restored(lastGood.get()));
    } else if (!good && known.isPresent()) {
      log.happens(parent.id(), Reason.BAD_AGAIN, new Change.Relapsed());
    }
  }

  /** A child of a group that was over is back; emergencies are judged elsewhere. */
  private static void returned(StepLog log, Incident parent, List<Incident> open) {
    boolean recovered = parent.times().at(Milestone.RESTORED).isPresent();
    if (GroupIncident.is(parent) && recovered && !open.isEmpty()) {
      GroupIncident.reopen(log, parent);
    }
  }

  private static List<HeldCondition> held(StepLog log, Incident parent) {
    return GroupIncident.is(parent) ? GroupIncident.holding(log.state(), parent) : List.of();
  }

  private static Optional<Instant> lastGood(
      StepLog log, Incident parent, List<Incident> children, List<HeldCondition> held) {
    Stream<Instant> ofChildren =
        children.stream().flatMap(one -> one.times().at(Milestone.RESTORED).stream());
    Stream<Instant> ofHeld = held.stream().flatMap(one -> one.restoredAt().stream());
    Stream<Instant> before =
        GroupIncident.is(parent) ? parent.times().at(Milestone.RESTORED).stream() : Stream.of();
    Stream<Instant> now =
        log
            .condition()
            .filter(event -> parent.gathered().conditions().contains(event.key()))
            .flatMap(StepLog::endedGood)
            .stream();
    return Stream.of(ofChildren, ofHeld, before, now).flatMap(one -> one).max(Instant::compareTo);
  }
}
