package dev.forebell.collector.metrics;

/**
 * What series of many hosts have in common: the family and the attributes. A fleet has few of them.
 *
 * @param ordinal its place in the table of shapes
 * @param start {@code name{attribute="value",}: the host's own labels follow
 */
record SeriesShape(int ordinal, Family family, String labels, byte[] start)
    implements Comparable<SeriesShape> {
  @Override
  public int compareTo(SeriesShape other) {
    int byFamily = family.name().compareTo(other.family.name());
    return byFamily != 0 ? byFamily : labels.compareTo(other.labels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesShape shape && shape.ordinal == ordinal;
  }

  @Override
  public int hashCode() {
    return ordinal;
  }
}
