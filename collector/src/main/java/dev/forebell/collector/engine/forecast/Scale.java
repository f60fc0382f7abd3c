package dev.forebell.collector.engine.forecast;

/**
 * One length of time on which growth is looked for: a few blocks in a row, each long enough to hold
 * a floor of the teeth. {@code docs/benchmarks.md} shows what the numbers achieve.
 *
 * @param blockHours length of a block
 * @param blocks how many
 * @param reach how far ahead it may foretell, as a multiple of the time it looks back
 * @param newGround by which share of its rise the newest floor must be above what was held before
 * @param step no single block may bring more than this share of the whole rise
 * @param agreement least share of pairs that must agree on the slope
 */
record Scale(
    double blockHours, int blocks, double reach, double newGround, double step, double agreement) {
  private static final double DAY = 24;

  double spanHours() {
    return blockHours * blocks;
  }

  double reachHours() {
    return spanHours() * reach;
  }

  /** Within a day habits are told from trends by what was given back before. */
  boolean isWithinDay() {
    return spanHours() < DAY;
  }
}
