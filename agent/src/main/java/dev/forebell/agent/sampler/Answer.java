package dev.forebell.agent.sampler;

import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;

/** What became of asking one probe. */
sealed interface Answer {
  /** How long it took. */
  Duration took();

  /** It answered. */
  record Read(List<Sample> samples, Duration took) implements Answer {}

  /** It did not; {@code why} is for the log. */
  record Failed(Cause cause, String why, Duration took) implements Answer {}
}
