package dev.forebell.collector.engine.sla;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What ends a clock, and when. */
final class ClockStop {
  /**
   * The end of a clock, if it comes before the deadline.
   *
   * @param outcome MET or NOT_NEEDED
   * @param moment what ended it, and when
   */
  record End(Outcome outcome, Moment moment) {
    Instant at() {
      return moment.at();
    }
  }

  private final Set<StopPoint> responseStops;
  private final SlaFacts facts;

  ClockStop(Set<StopPoint> responseStops, SlaFacts facts) {
    this.responseStops = responseStops;
    this.facts = facts;
  }

  /** Empty: it goes on. */
  Optional<End> of(ClockName name) {
    Optional<Moment> over = over();
    if (name == ClockName.RESOLUTION) {
      return over.map(moment -> new End(Outcome.MET, moment));
    }
    return done(name)
        .filter(act -> over.map(Moment::at).filter(act.at()::isAfter).isEmpty())
        .map(act -> new End(Outcome.MET, act))
        .or(() -> over.map(moment -> new End(Outcome.NOT_NEEDED, moment)));
  }

  /** When it was over: at the first good sample, once the recovery is confirmed. */
  private Optional<Moment> over() {
    return facts
        .resolvedAt()
        .map(
            resolved ->
                provisional()
                    .filter(resolved::isAfter)
                    .map(restored -> new Moment("restored", restored))
                    .orElseGet(() -> new Moment("resolved", resolved)));
  }

  /**
   * First good sample of a recovery. A reopening takes an earlier one back, so what stands is
   * newer, even if that sample came late and was taken before the reopening: then it counts from
   * there.
   */
  Optional<Instant> provisional() {
    return facts
        .restoredAt()
        .map(
            restored ->
                facts.reopenings().stream()
                    .flatMap(reopening -> reopening.to().stream())
                    .reduce(restored, Rests::later));
  }

  private Optional<Moment> done(ClockName name) {
    return switch (name) {
      case RESPONSE ->
          Stream.of(StopPoint.values())
              .filter(responseStops::contains)
              .flatMap(point -> responded(point).map(at -> new Moment(point.id(), at)).stream())
              .min(Comparator.comparing(Moment::at));
      case DIAGNOSIS -> facts.diagnosedAt().map(at -> new Moment("diagnosed", at));
      case DISPATCH -> facts.dispatchedAt().map(at -> new Moment("dispatched", at));
      case ONSITE -> facts.arrivedAt().map(at -> new Moment("arrived", at));
      case RESOLUTION -> Optional.empty();
    };
  }

  private Optional<Instant> responded(StopPoint point) {
    return switch (point) {
      case CONTACTED -> facts.contactedAt();
      case ACKNOWLEDGED -> facts.acknowledgedAt();
    };
  }
}
