package dev.forebell.collector.engine.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Shapes that disks have. Each draws its own parameters from the seed; about half of the disks of a
 * shape would fill in their month. All carry the small restlessness of a working machine.
 */
enum DiskShape {
  STEADY {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.2, 0.7), between(r, -0.005, 0.05));
    }
  },
  STEP {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.2, 0.5), between(r, 0, 0.025));
      for (int i = 0; i < 3; i++) {
        ramp(u, day(between(r, 1, 30)), (int) between(r, 2, 90), between(r, 0.02, 0.12));
      }
    }
  },
  TEETH_DAILY {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.2, 0.6), fillsOrNot(r, 0.04));
      teeth(u, r, 1440, between(r, 0.03, 0.25), 0.1);
    }
  },
  TEETH_HOURLY {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.2, 0.6), fillsOrNot(r, 0.04));
      teeth(u, r, 60, between(r, 0.02, 0.15), 0.2);
    }
  },
  BURSTS {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.3, 0.6), fillsOrNot(r, 0.03));
      double height = between(r, 0.05, 0.3);
      for (int at = day(between(r, 0, 2)); at < u.length; at += day(between(r, 0.3, 4))) {
        burst(
            u,
            at,
            (int) between(r, 20, 300),
            (int) between(r, 10, 600),
            height * between(r, 0.6, 1.1));
      }
    }
  },
  NOISE {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.4, 0.8), fillsOrNot(r, 0.025));
      wander(u, r, between(r, 0.005, 0.05), between(r, 20, 400));
    }
  },
  GROWTH_THAT_STOPS {
    @Override
    void draw(double[] u, Random r) {
      double level = between(r, 0.2, 0.5);
      line(u, 0, u.length, level, 0);
      double stop = between(r, 0.55, 0.9);
      int from = day(between(r, 1, 8));
      ramp(u, from, day(Math.exp(between(r, Math.log(0.15), Math.log(6)))), stop - level);
      if (r.nextBoolean()) {
        int again = day(between(r, 16, 20));
        line(u, again, u.length, 0, between(r, 0.06, 0.3));
      }
    }
  },
  LEAK {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.3, 0.6), 0);
      switch (r.nextInt(3)) {
        case 0 -> teeth(u, r, 60, between(r, 0.01, 0.05), 0.2);
        case 1 -> teeth(u, r, 1440, between(r, 0.02, 0.1), 0.1);
        default -> {}
      }
      if (r.nextInt(4) > 0) {
        double hours = Math.exp(between(r, Math.log(8), Math.log(72)));
        int from = day(between(r, 2, 25));
        double power = r.nextBoolean() ? 1 : 2;
        double rest = 1.05 - u[from];
        for (int i = from; i < u.length; i++) {
          u[i] += rest * Math.pow((i - from) / (hours * 60), power);
        }
      }
    }
  },
  BACKUP_WEEKLY {
    @Override
    void draw(double[] u, Random r) {
      line(u, 0, u.length, between(r, 0.2, 0.5), fillsOrNot(r, 0.03));
      double each = between(r, 0.01, 0.05);
      int hour = (int) between(r, 0, 1440);
      for (int at = hour; at < u.length; at += 1440) {
        int weekday = at / 1440 % 7;
        burst(u, at, (int) between(r, 20, 240), (7 - weekday) * 1440 - at % 1440, each);
      }
    }
  },
  /** Real builds, again and again; each begins where the first began, as after a clean-up. */
  RECORDED {
    @Override
    void draw(double[] u, Random r) {
      double[] mib = Recording.read();
      double size = between(r, 4_000, 40_000);
      line(u, 0, u.length, between(r, 0.3, 0.7), fillsOrNot(r, 0.04));
      for (int i = 0; i < u.length; i++) {
        u[i] += mib[i % mib.length] / size;
      }
    }
  };

  /** Adds the shape to an empty month. */
  abstract void draw(double[] used, Random random);

  /** Its name in the table. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** One disk of this shape; the same seed gives the same disk. */
  Disk disk(long seed) {
    Random random = new Random(seed * 1000 + Arrays.asList(values()).indexOf(this));
    double[] used = new double[Disk.LIVED];
    draw(used, random);
    restless(used, random);
    for (int i = 0; i < used.length; i++) {
      if (used[i] >= 1) {
        used[i] = 1;
        return new Disk(Arrays.copyOf(used, i + 1), true);
      }
      used[i] = Math.max(0.001, used[i]);
    }
    return new Disk(used, false);
  }

  static double between(Random r, double from, double to) {
    return from + (to - from) * r.nextDouble();
  }

  /** Half of the disks grow, half do not. */
  static double fillsOrNot(Random r, double most) {
    return r.nextBoolean() ? between(r, most / 3, most) : 0;
  }

  static int day(double days) {
    return (int) (days * Disk.MINUTES_PER_DAY);
  }

  /** A level and a slope per day from {@code from} on. */
  static void line(double[] u, int from, int to, double level, double perDay) {
    for (int i = from; i < to; i++) {
      u[i] += level + perDay * (i - from) / Disk.MINUTES_PER_DAY;
    }
  }

  /** A rise within {@code minutes} that stays. */
  static void ramp(double[] u, int from, int minutes, double rise) {
    for (int i = from; i < u.length; i++) {
      u[i] += rise * Math.min(1.0, (double) (i - from) / minutes);
    }
  }

  /** A rise, a stay, a fall at once. */
  static void burst(double[] u, int from, int rising, int standing, double height) {
    for (int i = Math.max(0, from); i < Math.min(u.length, from + rising + standing); i++) {
      u[i] += height * Math.min(1.0, (double) (i - from) / rising);
    }
  }

  /** Teeth of about one height that fall at about one time. */
  static void teeth(double[] u, Random r, int period, double height, double vary) {
    int phase = r.nextInt(period);
    int at = -phase;
    while (at < u.length) {
      int length = period + (int) (period * vary * 0.2 * r.nextGaussian());
      double top = height * (1 + vary * r.nextGaussian());
      for (int i = Math.max(0, at); i < Math.min(u.length, at + length); i++) {
        u[i] += top * (i - at) / period;
      }
      at += Math.max(1, length);
    }
  }

  /** Noise that remembers for some minutes. */
  static void wander(double[] u, Random r, double sd, double minutes) {
    double keep = Math.exp(-1 / minutes);
    double push = sd * Math.sqrt(1 - keep * keep);
    double x = sd * r.nextGaussian();
    for (int i = 0; i < u.length; i++) {
      x = keep * x + push * r.nextGaussian();
      u[i] += x;
    }
  }

  private static void restless(double[] u, Random r) {
    wander(u, r, 0.0005, 5);
    wander(u, r, between(r, 0.0005, 0.003), 120);
  }
}
