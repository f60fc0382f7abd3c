package dev.forebell.collector.app.simulation;

/** A thread of the collector's process that sleeps until the earliest time it was asked for. */
final class Turns {
  private static final long NONE = Long.MAX_VALUE;

  private final OneProcess process;
  private final Runnable turn;
  private long next = NONE;

  /**
   * A thread that nobody has asked for anything yet.
   *
   * @param turn what it does when its time has come
   */
  Turns(OneProcess process, Runnable turn) {
    this.process = process;
    this.turn = turn;
  }

  /** Takes a turn at {@code at}, in nanoseconds of the timeline, or before. */
  void by(long at) {
    if (at < next) {
      next = at;
      process.later(at, () -> due(at));
    }
  }

  private void due(long at) {
    if (next == at) {
      next = NONE;
      turn.run();
    }
  }

  /** Its process is gone: what it was asked for is forgotten. */
  void forget() {
    next = NONE;
  }
}
