package dev.forebell.collector.intake;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.Optional;

/** An exporter whose names are known here. */
@Pure
interface Exporter {
  /** Whether a metric of that name says something. */
  boolean knows(String name);

  /**
   * What it says, under our names.
   *
   * @param before the time before, for what is a difference
   * @param names of the host
   */
  List<Sample> samples(RawValues now, Optional<RawValues> before, SeriesNames names);
}
