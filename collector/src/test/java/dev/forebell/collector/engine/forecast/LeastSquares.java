package dev.forebell.collector.engine.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * The usual rule: a straight line through the last six hours says that the disk is full within a
 * day, and goes on saying so for an hour.
 */
final class LeastSquares {
  static final int AHEAD = 24 * 60;
  private static final int WINDOW = 6 * 60;
  private static final int HELD = 60;

  private LeastSquares() {}

  static List<Alarm> alarms(Disk disk, int step) {
    List<Alarm> alarms = new ArrayList<>();
    int bad = 0;
    for (int i = WINDOW; i < disk.watched(); i += step) {
      if (predicted(disk, i) >= 1) {
        bad += step;
      } else {
        end(alarms, bad, i);
        bad = 0;
      }
    }
    end(alarms, bad, disk.watched());
    return alarms;
  }

  private static void end(List<Alarm> alarms, int bad, int at) {
    if (bad >= HELD) {
      alarms.add(new Alarm(at - bad + HELD, at));
    }
  }

  /** The line's value a day after the newest minute. */
  private static double predicted(Disk disk, int newest) {
    double mean = 0;
    double rise = 0;
    double middle = (WINDOW - 1) / 2.0;
    for (int i = 0; i < WINDOW; i++) {
      double value = disk.used(newest - WINDOW + 1 + i);
      mean += value;
      rise += value * (i - middle);
    }
    double slope = rise / ((double) WINDOW * ((double) WINDOW * WINDOW - 1) / 12);
    return mean / WINDOW + slope * (middle + AHEAD);
  }
}
