package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** People with a session on a host, from its session counts by state. */
final class PeopleCounter {
  private static final String METRIC = "forebell.session.count";
  private static final String STATE = "session.state";
  private static final String CLOSING = "closing";
  private static final String DISCONNECTED = "disconnected";

  private PeopleCounter() {}

  /**
   * Sessions that are not closing, nor disconnected for long; nothing is said if any count is
   * missing.
   */
  static void count(Draft draft, Instant sampledAt, List<Sample> samples) {
    double connected = 0;
    double away = 0;
    boolean seen = false;
    for (Sample sample : samples) {
      if (sample.series().metric().equals(METRIC)) {
        OptionalDouble number = Plausibility.number(sample);
        if (number.isEmpty()) {
          return;
        }
        seen = true;
        connected += is(sample, CLOSING) || is(sample, DISCONNECTED) ? 0 : number.getAsDouble();
        away += is(sample, DISCONNECTED) ? number.getAsDouble() : 0;
      }
    }
    if (seen) {
      draft.people(draft.people().counted(sampledAt, connected, away));
    }
  }

  private static boolean is(Sample sample, String state) {
    return sample.series().attributes().get(STATE).filter(state::equals).isPresent();
  }
}
