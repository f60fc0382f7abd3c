package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.condition.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which promises apply to an incident, and from when each counts. */
final class ClockStart {
  private final SlaTerms terms;
  private final SlaFacts facts;

  ClockStart(SlaTerms terms, SlaFacts facts) {
    this.terms = terms;
    this.facts = facts;
  }

  /** The promises that apply now and whose anchor exists. */
  List<Promise> promises(ClockId id) {
    return targets(id)
        .filter(this::applies)
        .flatMap(target -> start(target).map(start -> promise(target, start)).stream())
        .toList();
  }

  /** The promise that a clock was set by, while the contract still holds it. */
  Optional<Promise> promiseOf(SlaClock clock) {
    return targets(clock.id())
        .map(target -> promise(target, clock.startedAt()))
        .filter(promise -> promise.hasTextsOf(clock))
        .max(Comparator.comparing(promise -> promise.target().travel().orElse(Marks.NO_TRAVEL)));
  }

  private Stream<Target> targets(ClockId id) {
    return terms.targets(id.set()).stream().filter(target -> target.clock() == id.name());
  }

  private Promise promise(Target target, Instant start) {
    String calendar = terms.calendarOf(target);
    return new Promise(target, calendar, terms.time(calendar), start);
  }

  private boolean applies(Target target) {
    return (target.severities().isEmpty() || target.severities().contains(facts.severity()))
        && target.emergency().map(only -> only == facts.emergency()).orElse(true);
  }

  private Optional<Instant> start(Target target) {
    return target.anchor().firstOf().stream()
        .flatMap(point -> Optional.ofNullable(facts.anchors().get(point)).stream())
        .min(Comparator.naturalOrder())
        .map(earliest -> notBeforeInForce(target, earliest));
  }

  /**
   * A promise that came into force by a promotion or a rise of severity counts from then if it is
   * anchored at detection: nobody could keep it before.
   */
  private Instant notBeforeInForce(Target target, Instant earliest) {
    if (!target.anchor().firstOf().contains(AnchorPoint.DETECTED)) {
      return earliest;
    }
    Instant inForce = promotedAfterDetection(target).orElse(earliest);
    Instant risen = facts.severityRoseAt().filter(at -> isOfTheRise(target)).orElse(earliest);
    return Rests.later(earliest, Rests.later(inForce, risen));
  }

  /** What was an emergency from its opening counts like anything else. */
  private Optional<Instant> promotedAfterDetection(Target target) {
    Optional<Instant> detected = Optional.ofNullable(facts.anchors().get(AnchorPoint.DETECTED));
    return Optional.ofNullable(facts.anchors().get(AnchorPoint.PROMOTED))
        .filter(promoted -> target.emergency().orElse(false))
        .filter(promoted -> detected.filter(promoted::isAfter).isPresent());
  }

  private boolean isOfTheRise(Target target) {
    return !target.severities().isEmpty() && target.severities().stream().noneMatch(this::isLower);
  }

  private boolean isLower(Severity severity) {
    return severity.compareTo(facts.severity()) < 0;
  }
}
