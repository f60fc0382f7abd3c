package dev.forebell.collector.engine.forecast;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The whole of detection with the forecast rules that ship, on one disk. */
final class Forebell {
  static final int AHEAD = 7 * Disk.MINUTES_PER_DAY;

  private static final SeriesKey USED =
      SeriesKey.of(
          "system.filesystem.utilization",
          "system.filesystem.mountpoint",
          "/",
          "system.filesystem.state",
          "used");

  private Forebell() {}

  static List<Alarm> alarms(Disk disk, HostProfile profile, int step) {
    HostState state = HostState.initial(profile.withInterval(Duration.ofMinutes(step)), Disk.at(0));
    List<Alarm> alarms = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < disk.watched(); i += step) {
      Instant at = Disk.at(i);
      SampleBatch batch =
          new SampleBatch(Lane.LIVE, 1, i + 1L, at, List.of(Sample.of(USED, disk.used(i))));
      var next = HostDetector.step(state, new HostInput.Samples(at, batch));
      state = next.state();
      for (DetectOutput output : next.outputs()) {
        if (output instanceof DetectOutput.Condition(ConditionEvent.Began _)) {
          from = i;
        } else if (output instanceof DetectOutput.Condition(ConditionEvent.Ended _)) {
          alarms.add(new Alarm(from, i));
          from = -1;
        }
      }
    }
    if (from >= 0) {
      alarms.add(new Alarm(from, disk.watched()));
    }
    return alarms;
  }
}
