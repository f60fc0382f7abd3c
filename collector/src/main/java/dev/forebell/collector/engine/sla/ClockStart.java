package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.condition.Severity;
import java.time.Instant;
import java.time.LocalDate;
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
        .filter(held -> applies(held.target()))
        .flatMap(held -> start(held.target()).flatMap(at -> promise(held, at)).stream())
        .toList();
  }

  /** The promise that a clock was set by, while the contract still holds it. */
  Optional<Promise> promiseOf(SlaClock clock) {
    return targets(clock.id())
        .flatMap(held -> promise(held, clock.startedAt()).stream())
        .filter(promise -> promise.hasTextsOf(clock))
        .max(Comparator.comparing(promise -> promise.target().travel().orElse(Marks.NO_TRAVEL)));
  }

  private Stream<SlaTerms.Held> targets(ClockId id) {
    return terms.targets(id.set()).stream().filter(held -> held.target().clock() == id.name());
  }

  /** What a target promises to a clock that counts from {@code start}; empty: nothing then. */
  private Optional<Promise> promise(SlaTerms.Held held, Instant start) {
    Contract contract = held.contract();
    Target target = held.target();
    List<KeyMoment> moments =
        contract.keyMoments().isEmpty() ? List.of() : moments(contract, start);
    if (!target.keyMoments().isEmpty()
        && moments.stream().map(KeyMoment::id).noneMatch(target.keyMoments()::contains)) {
      return Optional.empty();
    }
    Amount amount =
        target.keyMoments().isEmpty() ? shortened(target.amount(), moments) : target.amount();
    String calendar = held.calendar();
    return Optional.of(
        new Promise(
            contract.id(), target, amount, calendar, terms.time(contract, calendar), start));
  }

  /** The key moments that an instant lies in, by the local date of the contract's calendar. */
  private List<KeyMoment> moments(Contract contract, Instant start) {
    LocalDate date =
        start.atZone(terms.time(contract, contract.calendar()).calendar().zone()).toLocalDate();
    return contract.keyMoments().stream().filter(one -> one.window().covers(date)).toList();
  }

  /** The smallest factor of several holds. */
  private static Amount shortened(Amount usual, List<KeyMoment> moments) {
    return moments.stream()
        .flatMap(moment -> moment.factor().stream())
        .min(Comparator.naturalOrder())
        .map(usual::shortened)
        .orElse(usual);
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
