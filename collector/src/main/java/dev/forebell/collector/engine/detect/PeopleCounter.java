package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.OptionalDouble;

/** People with a session on a host, from its session counts by state. */
final class PeopleCounter {
  private static final String METRIC = "forebell.session.count";
  private static final String STATE = "session.state";
  private static final String CLOSING = "closing";

  private PeopleCounter() {}

  /** Sessions that are not closing; nothing is said if any count is missing. */
  static void count(Draft draft, List<Sample> samples) {
    double people = 0;
    boolean seen = false;
    for (Sample sample : samples) {
      if (sample.series().metric().equals(METRIC)) {
        OptionalDouble number = Plausibility.number(sample);
        if (number.isEmpty()) {
          return;
        }
        seen = true;
        people += isClosing(sample) ? 0 : number.getAsDouble();
      }
    }
    if (seen) {
      draft.people((int) Math.min(people, Integer.MAX_VALUE));
    }
  }

  private static boolean isClosing(Sample sample) {
    return sample.series().attributes().get(STATE).filter(CLOSING::equals).isPresent();
  }
}
