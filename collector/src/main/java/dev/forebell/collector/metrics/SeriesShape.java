package dev.forebell.collector.metrics;

/**
 * What series of many hosts have in common: the family and the attributes. A fleet has few of them.
 * Two are the same only if they are one object.
 */
final class SeriesShape implements Comparable<SeriesShape> {
  private final int ordinal;
  private final Family family;
  private final String labels;
  private final byte[] start;

  /**
   * Ready to be written often.
   *
   * @param ordinal its place in the table of shapes
   */
  SeriesShape(int ordinal, Family family, Labels labels) {
    this.ordinal = ordinal;
    this.family = family;
    this.labels = labels.toString();
    this.start = Labels.bytes(family.sampleName() + "{" + labels + (labels.isEmpty() ? "" : ","));
  }

  int ordinal() {
    return ordinal;
  }

  Family family() {
    return family;
  }

  /** The name, the brace and the attributes' labels: the host's own follow. */
  byte[] start() {
    return start;
  }

  @Override
  public int compareTo(SeriesShape other) {
    int byFamily = family.name().compareTo(other.family.name());
    return byFamily != 0 ? byFamily : labels.compareTo(other.labels);
  }
}
