package dev.forebell.collector.app;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A host's newest samples in a small part of the memory that a list of them takes: a number each,
 * and names that the next batch of the same series shares. A collector holds one of these for every
 * host, all the time.
 */
final class HeldValues extends AbstractList<Sample> implements RandomAccess {
  static final HeldValues NONE = new HeldValues(new SeriesKey[0], new double[0], new byte[0]);

  private static final Reading.Cause[] CAUSES = Reading.Cause.values();
  private static final byte A_NUMBER = -1;

  private final SeriesKey[] series;
  private final double[] values;

  /** Why there is no number, by ordinal, or {@link #A_NUMBER}; empty: all are numbers. */
  private final byte[] causes;

  private HeldValues(SeriesKey[] series, double[] values, byte[] causes) {
    this.series = series;
    this.values = values;
    this.causes = causes;
  }

  /** These samples, which follow ours. */
  @SuppressWarnings({"ReferenceEquality", "EnumOrdinal"}) // one copy of a name; one process
  HeldValues next(List<Sample> samples) {
    int size = samples.size();
    double[] numbers = new double[size];
    byte[] reasons = new byte[size];
    boolean sameNames = series.length == size;
    boolean allNumbers = true;
    for (int i = 0; i < size; i++) {
      Sample sample = samples.get(i);
      sameNames = sameNames && series[i] == sample.series();
      switch (sample.reading()) {
        case Reading.Value(double value) -> {
          numbers[i] = value;
          reasons[i] = A_NUMBER;
        }
        case Reading.Unavailable(Reading.Cause cause) -> {
          reasons[i] = (byte) cause.ordinal();
          allNumbers = false;
        }
      }
    }
    SeriesKey[] names =
        sameNames ? series : samples.stream().map(Sample::series).toArray(SeriesKey[]::new);
    return new HeldValues(names, numbers, allNumbers ? new byte[0] : reasons);
  }

  @Override
  public Sample get(int index) {
    boolean number = causes.length == 0 || causes[index] == A_NUMBER;
    return number
        ? Sample.of(series[index], values[index])
        : Sample.unavailable(series[index], CAUSES[causes[index]]);
  }

  @Override
  public int size() {
    return values.length;
  }
}
