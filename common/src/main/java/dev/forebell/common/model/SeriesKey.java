package dev.forebell.common.model;

/**
 * One time series of one host: a metric name (see {@link Metrics}) and the attributes that tell it
 * from its siblings.
 */
public record SeriesKey(String metric, Attributes attributes) implements Comparable<SeriesKey> {
  public SeriesKey {
    if (metric.isEmpty()) {
      throw new IllegalArgumentException("a series needs a metric name");
    }
  }

  public static SeriesKey of(String metric, String... namesAndValues) {
    return new SeriesKey(metric, Attributes.of(namesAndValues));
  }

  // Looked up for every sample: both texts remember their hashes, and this needs no step more.
  @Override
  public int hashCode() {
    return 31 * metric.hashCode() + attributes.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SeriesKey(String name, Attributes set)
            && metric.equals(name)
            && attributes.equals(set));
  }

  @Override
  public int compareTo(SeriesKey other) {
    int byMetric = metric.compareTo(other.metric);
    return byMetric != 0 ? byMetric : attributes.compareTo(other.attributes);
  }

  @Override
  public String toString() {
    return attributes.isEmpty() ? metric : metric + "{" + attributes + "}";
  }
}
