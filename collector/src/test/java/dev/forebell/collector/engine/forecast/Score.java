package dev.forebell.collector.engine.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * How well alarms foresaw what came. A true fill is a disk that is full in its watched month, later
 * than its first day, if nobody does anything. It is foreseen if an alarm that is not false opened
 * at least four hours before. An alarm is false if the disk does not fill within twice the time
 * that it speaks of.
 *
 * @param leads hours from the first such alarm to the fill; 0: there was none
 */
record Score(
    int disks, int fills, int foreseen, int alarms, int wrong, double months, List<Double> leads) {
  private static final int EARLY = 4 * 60;

  static Score none() {
    return new Score(0, 0, 0, 0, 0, 0, List.of());
  }

  Score and(Disk disk, List<Alarm> raised, int ahead) {
    int late = 0;
    int lead = 0;
    for (Alarm alarm : raised) {
      if (disk.fullAt() > alarm.from() + 2L * ahead) {
        late++;
      } else {
        lead = Math.max(lead, disk.fullAt() - alarm.from());
      }
    }
    boolean fill = disk.fillsWatched();
    List<Double> all = new ArrayList<>(leads);
    if (fill) {
      all.add(lead / 60.0);
    }
    return new Score(
        disks + 1,
        fills + (fill ? 1 : 0),
        foreseen + (fill && lead >= EARLY ? 1 : 0),
        alarms + raised.size(),
        wrong + late,
        months + disk.months(),
        all);
  }

  Score and(Score other) {
    List<Double> all = new ArrayList<>(leads);
    all.addAll(other.leads);
    return new Score(
        disks + other.disks,
        fills + other.fills,
        foreseen + other.foreseen,
        alarms + other.alarms,
        wrong + other.wrong,
        months + other.months,
        all);
  }

  /** Of the true fills; 1 if there were none. */
  double shareForeseen() {
    return fills == 0 ? 1 : (double) foreseen / fills;
  }

  double wrongPerMonth() {
    return wrong / months;
  }

  /** Median lead in hours. */
  double lead() {
    List<Double> sorted = leads.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  /**
   * One number for both faults: twice the foreseen fills over all fills, found or missed, and all
   * verdicts, right or wrong (the F1 measure); 1 is perfect, and nothing to see and nothing said
   * is.
   */
  double quality() {
    int all = fills + foreseen + wrong;
    return all == 0 ? 1 : 2.0 * foreseen / all;
  }
}
