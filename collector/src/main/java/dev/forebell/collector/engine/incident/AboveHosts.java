package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An incident above hosts recovers with the last of those below it. What somebody resolved below it
 * before it was opened again stands for nothing until it is really over.
 */
final class AboveHosts {
  private AboveHosts() {}

  static void settle(StepLog log) {
    moved(log).stream()
        .flatMap(id -> log.state().incident(id).stream())
        .filter(one -> one.aboveHosts() && !SiteIncident.is(one))
        .toList()
        .forEach(parent -> settle(log, parent));
  }

  /** Those touched, those above what this step touched or was about, and groups that list that. */
  private static SortedSet<IncidentId> moved(StepLog log) {
    TreeSet<IncidentId> moved = new TreeSet<>();
    log.touched().stream()
        .flatMap(id -> log.state().incident(id).stream())
        .forEach(
            one -> {
              one.parent().ifPresent(moved::add);
              moved.add(one.id());
            });
    moved.addAll(log.left());
    log.condition()
        .flatMap(event -> log.state().incident(IncidentKey.of(event.key())))
        .flatMap(Incident::parent)
        .ifPresent(moved::add);
    log.condition()
        .flatMap(event -> Grouping.of(log.state(), event.key()))
        .ifPresent(group -> moved.add(group.id()));
    return moved;
  }

  private static void settle(StepLog log, Incident parent) {
    List<Incident> children = log.state().childrenOf(parent.id());
    List<Incident> open = children.stream().filter(Incident::open).toList();
    if (!parent.open()) {
      returned(log, parent, open);
      return;
    }
    began(log, parent, open);
    if (open.isEmpty() && held(log, parent, children).findAny().isEmpty()) {
      over(log, parent, children);
    } else if (isGood(log, parent, children)) {
      lastGood(log, parent, children)
          .filter(last -> !parent.times().at(Milestone.RESTORED).equals(Optional.of(last)))
          .ifPresent(
              last -> log.happens(parent.id(), Reason.GOOD_SAMPLE, new Change.Restored(last)));
    } else if (parent.times().at(Milestone.RESTORED).isPresent()) {
      log.happens(parent.id(), Reason.BAD_AGAIN, new Change.Relapsed());
    }
  }

  private static boolean isGood(StepLog log, Incident parent, List<Incident> children) {
    return children.stream()
            .filter(Incident::open)
            .allMatch(one -> one.times().at(Milestone.RESTORED).isPresent())
        && held(log, parent, children).noneMatch(HeldCondition::bad);
  }

  private static void over(StepLog log, Incident parent, List<Incident> children) {
    if (!waitsForPeople(log, parent, children)) {
      log.happens(
          parent.id(),
          Prevention.ending(parent, Reason.CLEAR_HELD),
          new Change.Resolved(lastGood(log, parent, children), ""));
    }
  }

  /** An emergency began with the earliest of its outages, also if that joins it later. */
  private static void began(StepLog log, Incident parent, List<Incident> open) {
    if (!GroupIncident.is(parent)) {
      open.stream()
          .map(one -> one.times().beganAt())
          .min(Instant::compareTo)
          .filter(earliest -> earliest.isBefore(parent.times().beganAt()))
          .ifPresent(
              earliest ->
                  log.happens(
                      parent.id(),
                      Reason.PART_OF_EMERGENCY,
                      new Change.Corrected(earliest, Optional.empty())));
    }
  }

  /** A child of a group that was over is back; emergencies are judged elsewhere. */
  private static void returned(StepLog log, Incident parent, List<Incident> open) {
    boolean recovered = parent.times().at(Milestone.RESTORED).isPresent();
    if (GroupIncident.is(parent) && recovered && !open.isEmpty()) {
      GroupIncident.reopen(log, parent);
    }
  }

  /** Somebody opened it again, and nothing below it has come or gone since. */
  private static boolean waitsForPeople(StepLog log, Incident parent, List<Incident> children) {
    Instant verdict = SiteIncident.verdictAt(parent);
    return parent.handling().reopenedByCommand()
        && !endsListed(log, parent)
        && children.stream().noneMatch(one -> resolvedSince(one, verdict));
  }

  private static boolean resolvedSince(Incident child, Instant verdict) {
    return child.times().at(Milestone.RESOLVED).filter(at -> !at.isBefore(verdict)).isPresent();
  }

  private static boolean endsListed(StepLog log, Incident parent) {
    return log.condition()
        .filter(event -> parent.gathered().conditions().contains(event.key()))
        .flatMap(StepLog::endedGood)
        .isPresent();
  }

  /** What holds without an open incident: listed, or resolved by a word that did not come true. */
  private static Stream<HeldCondition> held(StepLog log, Incident parent, List<Incident> children) {
    if (GroupIncident.is(parent)) {
      return GroupIncident.holding(log.state(), parent);
    }
    Instant verdict = SiteIncident.verdictAt(parent);
    return children.stream()
        .filter(one -> !one.open() && !resolvedSince(one, verdict))
        .flatMap(one -> one.key().condition().stream())
        .flatMap(key -> log.state().condition(key).stream());
  }

  private static Optional<Instant> lastGood(StepLog log, Incident parent, List<Incident> children) {
    Stream<Instant> ofChildren =
        children.stream().flatMap(one -> one.times().at(Milestone.RESTORED).stream());
    Stream<Instant> ofHeld = held(log, parent, children).flatMap(one -> one.restoredAt().stream());
    Stream<Instant> before =
        GroupIncident.is(parent) ? parent.times().at(Milestone.RESTORED).stream() : Stream.of();
    Stream<Instant> now =
        log
            .condition()
            .filter(event -> isOf(parent, children, event.key()))
            .flatMap(StepLog::endedGood)
            .stream();
    return Stream.of(ofChildren, ofHeld, before, now).flatMap(one -> one).max(Instant::compareTo);
  }

  private static boolean isOf(Incident parent, List<Incident> children, ConditionKey key) {
    return parent.gathered().conditions().contains(key)
        || children.stream().anyMatch(one -> one.key().equals(IncidentKey.of(key)));
  }
}
