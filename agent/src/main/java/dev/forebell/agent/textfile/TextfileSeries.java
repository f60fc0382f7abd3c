package dev.forebell.agent.textfile;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a line of a textfile becomes. Names stay as they are; of a moment ({@code
 * X_timestamp_seconds}) its age is told besides ({@code X_age_seconds}), because a rule compares
 * with a level, not with the time of day. Three names about backups are known and become Forebell's
 * own metrics.
 */
@Pure
final class TextfileSeries {
  private static final String MOMENT = "_timestamp_seconds";
  private static final String LAST_SUCCESS = "forebell_backup_last_success" + MOMENT;
  private static final Map<String, MetricDescriptor> KNOWN =
      Map.of(
          "forebell_backup_size_bytes", WatchMetrics.BACKUP_SIZE,
          "forebell_backup_last_try_failed", WatchMetrics.BACKUP_FAILED);
  private static final String BACKUP_LABEL = "backup";

  private TextfileSeries() {}

  static List<Sample> of(PrometheusText.Line line, Instant now) {
    if (line.name().equals(LAST_SUCCESS)) {
      return List.of(new Sample(known(WatchMetrics.BACKUP_AGE, line), age(line, now)));
    }
    Optional<MetricDescriptor> metric = Optional.ofNullable(KNOWN.get(line.name()));
    if (metric.isPresent()) {
      return List.of(new Sample(known(metric.get(), line), Reading.of(line.value())));
    }
    List<Sample> samples = new ArrayList<>();
    Attributes labels = Attributes.of(line.labels());
    samples.add(new Sample(new SeriesKey(line.name(), labels), Reading.of(line.value())));
    if (line.name().endsWith(MOMENT)) {
      String base = line.name().substring(0, line.name().length() - MOMENT.length());
      samples.add(new Sample(new SeriesKey(base + "_age_seconds", labels), age(line, now)));
    }
    return samples;
  }

  private static SeriesKey known(MetricDescriptor metric, PrometheusText.Line line) {
    return metric.series(
        WatchMetrics.BACKUP_NAME, line.labels().getOrDefault(BACKUP_LABEL, "default"));
  }

  // A moment of 0 is how jobs write 'never': since 1970 is old enough for any rule.
  private static Reading age(PrometheusText.Line line, Instant now) {
    return Reading.of((double) now.getEpochSecond() - line.value());
  }
}
