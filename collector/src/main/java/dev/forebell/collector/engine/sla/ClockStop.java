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
   */
  record End(Outcome outcome, Instant at) {}

  private final Set<StopPoint> responseStops;
  private final SlaFacts facts;

  ClockStop(Set<StopPoint> responseStops, SlaFacts facts) {
    this.responseStops = responseStops;
    this.facts = facts;
  }

  /** Empty: it goes on. */
  Optional<End> of(ClockName name) {
    Optional<Instant> over = over();
    if (name == ClockName.RESOLUTION) {
      return over.map(at -> new End(Outcome.MET, at));
    }
    return done(name)
        .filter(at -> over.filter(at::isAfter).isEmpty())
        .map(at -> new End(Outcome.MET, at))
        .or(() -> over.map(at -> new End(Outcome.NOT_NEEDED, at)));
  }

  /** When it was over: at the first good sample, once the recovery is confirmed. */
  private Optional<Instant> over() {
    return facts
        .resolvedAt()
        .map(resolved -> provisional().filter(resolved::isAfter).orElse(resolved));
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

  private Optional<Instant> done(ClockName name) {
    return switch (name) {
      case RESPONSE ->
          Stream.of(StopPoint.values())
              .filter(responseStops::contains)
              .flatMap(point -> responded(point).stream())
              .min(Comparator.naturalOrder());
      case DIAGNOSIS -> facts.diagnosedAt();
      case DISPATCH -> facts.dispatchedAt();
      case ONSITE -> facts.arrivedAt();
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
