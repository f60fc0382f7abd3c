package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.AlertMetrics;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What another system said of a host: judged by the rules, no sign of the host's life, and no more
 * than was asked for (decision 0125).
 */
final class Report {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private Report() {}

  static void take(EngineInput.Reported reported, EngineRoom room, AfterCommit after) {
    Optional<HostState> state = room.state(reported.host());
    state.ifPresent(
        host -> {
          List<Sample> samples =
              reported.samples().stream().map(sample -> asBefore(host, sample)).toList();
          Instant at = time(host, reported.receivedAt());
          SampleBatch batch = new SampleBatch(Lane.LIVE, 1, 1, at, samples);
          room.host(reported.host(), new HostInput.Checked(reported.receivedAt(), batch, true));
        });
    after.answer(reported.done(), state.isPresent());
  }

  /**
   * Now, or the moment after the host's last samples where those are all but new: an agent's batch
   * that was measured a moment ago and is on its way must not become old by this, and what is said
   * after a host's first samples is not a finding of its enrolment.
   */
  private static Instant time(HostState host, Instant now) {
    return host.judgedUpTo()
        .filter(last -> last.plus(FRESH).isAfter(now))
        .map(last -> last.plus(MOMENT))
        .filter(next -> !next.isAfter(now))
        .orElse(now);
  }

  /** The series under which it was told first: tags may have changed, the condition has not. */
  private static Sample asBefore(HostState host, Sample sample) {
    Attributes attributes = sample.series().attributes();
    // As it stands in a subject: whatever does not hold it needs no reading.
    String id =
        attributes
            .get(AlertMetrics.ID)
            .map(one -> Attributes.of(AlertMetrics.ID, one).toString())
            .orElse(AlertMetrics.ID);
    return host.watches().keySet().stream()
        .map(ConditionKey::subject)
        .filter(subject -> subject.contains(id))
        .map(Attributes::parse)
        .filter(known -> isSame(known, attributes))
        .findFirst()
        .map(known -> attributes.with(known))
        .map(all -> new Sample(new SeriesKey(sample.series().metric(), all), sample.reading()))
        .orElse(sample);
  }

  private static boolean isSame(Attributes known, Attributes said) {
    return known.get(AlertMetrics.ID).equals(said.get(AlertMetrics.ID))
        && known
            .get(AlertMetrics.SOURCE)
            .filter(source -> !said.get(AlertMetrics.SOURCE).equals(Optional.of(source)))
            .isEmpty();
  }
}
