package dev.forebell.collector.app;

import dev.forebell.collector.replay.ReplayLine;
import java.io.PrintStream;

/** Says how far a replay has come, a line every few percent of the file's bytes. */
final class ReplayProgress {
  private static final int STEP = 5;

  private final PrintStream err;
  private final String doing;
  private final long size;
  private long said;

  /**
   * @param doing what is done with the file: {@code checked}
   * @param size bytes of the file
   */
  ReplayProgress(PrintStream err, String doing, long size) {
    this.err = err;
    this.doing = doing;
    this.size = Math.max(1, size);
  }

  /** This line begins at {@code position}. */
  void at(long position, ReplayLine line) {
    long percent = position * 100 / size;
    if (percent >= said + STEP) {
      said = percent - percent % STEP;
      err.println("replay: " + said + " % " + doing + ", " + line.at());
    }
  }
}
