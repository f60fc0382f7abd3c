package dev.forebell.collector.engine.forecast;

/**
 * The lowest and the highest value of one stretch of time.
 *
 * @param index number of the stretch since the epoch, in units of its width
 */
public record Bucket(long index, double floor, double ceiling) {
  static Bucket of(long index, double value) {
    return new Bucket(index, value, value);
  }

  /** With one more value; itself if nothing changes. */
  Bucket with(double value) {
    if (value >= floor && value <= ceiling) {
      return this;
    }
    return new Bucket(index, Math.min(floor, value), Math.max(ceiling, value));
  }

  /** One stretch that holds both. */
  Bucket and(Bucket other) {
    return new Bucket(index, Math.min(floor, other.floor), Math.max(ceiling, other.ceiling));
  }
}
