package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.detect.Companions.Companion;
import dev.forebell.collector.engine.detect.SampleMemory.Absence;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The memory while one batch is being judged: the batch's own values count before remembered ones.
 * What is too old to be of use is forgotten at the end, so that vanished series do not pile up.
 */
final class BatchMemory {
  private final SampleMemory before;
  private final Cadence cadence;
  private final Instant sampledAt;
  private final Companions.Next companions;
  private SortedMap<ConditionKey, Track> tracks;
  private SortedMap<ConditionKey, Point> latest;
  private SortedMap<ConditionKey, Absence> absences;

  BatchMemory(SampleMemory before, Cadence cadence, Instant sampledAt) {
    this.before = before;
    this.cadence = cadence;
    this.sampledAt = sampledAt;
    this.companions = new Companions.Next(before.companions());
    this.tracks = before.tracks();
    this.latest = before.latest();
    this.absences = before.absences();
  }

  /** Keeps a sample that is a companion of some rule; one without a value is forgotten. */
  void rememberCompanion(MetricRules rules, Sample sample) {
    for (CompanionSeries companion : rules.companions()) {
      companion.key(sample.series().attributes()).ifPresent(key -> remember(key, sample));
    }
  }

  private void remember(CompanionKey key, Sample sample) {
    OptionalDouble number = Plausibility.number(sample);
    if (number.isEmpty()) {
      companions.remove(key);
      return;
    }
    Point raw = new Point(sampledAt, number.getAsDouble());
    Optional<Point> judged =
        key.rate()
            ? companions
                .get(key)
                .flatMap(old -> CounterRate.between(old.raw(), raw, cadence.maxGap()))
            : Optional.of(raw);
    companions.put(key, new Companion(sample.series(), raw, judged));
  }

  /** The companion on the same subject, if it has a value that is no older than a gap. */
  Optional<Evidence.Guard> guard(Rule.Guard guard, String subject) {
    return companion(guard.quantity(), subject)
        .flatMap(
            companion ->
                companion
                    .judged()
                    .map(
                        point ->
                            new Evidence.Guard(
                                companion.series(), guard.above(), guard.bound(), point.value())));
  }

  private Optional<Companion> companion(Rule.Quantity quantity, String subject) {
    return companions
        .get(CompanionKey.of(quantity, subject))
        .filter(companion -> !cadence.isGap(companion.raw().at(), sampledAt));
  }

  /** Adds a reading to a rate, quotient or window and gives the quantity to judge. */
  Optional<Point> track(ConditionKey key, Rule.Threshold rule, Point reading) {
    if (tracks == before.tracks()) {
      tracks = new TreeMap<>(tracks);
    }
    Optional<Track> old = Optional.ofNullable(tracks.get(key));
    Optional<Point> value =
        rule.rate()
            ? old.flatMap(track -> CounterRate.between(track.raw(), reading, cadence.maxGap()))
            : Optional.of(reading);
    Optional<Point> quotient =
        rule.divisor()
            .map(by -> value.flatMap(point -> quotient(point, by, key.subject())))
            .orElse(value);
    Track.Advance advance = Track.advance(old, rule, reading, quotient, cadence);
    tracks.put(key, advance.track());
    return advance.judged();
  }

  /** Nothing out of nothing is nothing; something out of nothing says nothing. */
  private Optional<Point> quotient(Point value, Rule.Quantity by, String subject) {
    return companion(by, subject)
        .flatMap(Companion::judged)
        .filter(divisor -> divisor.value() > 0 || value.value() == 0)
        .map(divisor -> value.value() == 0 ? 0 : value.value() / divisor.value())
        .map(number -> new Point(value.at(), number));
  }

  Optional<Point> latest(ConditionKey key) {
    return Optional.ofNullable(latest.get(key));
  }

  void latest(ConditionKey key, Point point) {
    if (latest == before.latest()) {
      latest = new TreeMap<>(latest);
    }
    latest.put(key, point);
  }

  Optional<Absence> absence(ConditionKey key) {
    return Optional.ofNullable(absences.get(key));
  }

  void absence(ConditionKey key, Absence next) {
    if (absences == before.absences()) {
      absences = new TreeMap<>(absences);
    }
    absences.put(key, next);
  }

  @SuppressWarnings("ReferenceEquality") // the very one from before
  SampleMemory finish(RuleBook book) {
    Companions remembered = companions.finish(cadence, sampledAt);
    if (remembered == before.companions()
        && tracks == before.tracks()
        && latest == before.latest()
        && absences == before.absences()) {
      return before;
    }
    if (tracks != before.tracks()) {
      tracks.entrySet().removeIf(entry -> isOver(book, entry.getKey(), entry.getValue()));
    }
    return new SampleMemory(remembered, tracks, latest, absences);
  }

  private boolean isOver(RuleBook book, ConditionKey key, Track track) {
    Instant newest = track.raw().at();
    if (!cadence.isGap(newest, sampledAt)) {
      return false;
    }
    Duration window =
        book.threshold(key.rule())
            .flatMap(Rule.Threshold::window)
            .map(Rule.Window::length)
            .orElse(Duration.ZERO);
    return newest.plus(window).isBefore(sampledAt);
  }
}
