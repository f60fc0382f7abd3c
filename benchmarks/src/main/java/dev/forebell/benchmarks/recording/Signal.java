package dev.forebell.benchmarks.recording;

import java.util.SplittableRandom;

/** One series of one host: what it measures at each step. Not for several threads. */
sealed interface Signal {
  /**
   * Appends the next value as a JSON number.
   *
   * @param dayShare how far the day has gone, 0 to 1
   * @param seconds since the value before
   */
  void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random);

  /** Always the same whole number. */
  record Constant(long value) implements Signal {
    @Override
    public void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random) {
      to.append(value);
    }
  }

  /**
   * Swings with the day around a mean, with noise.
   *
   * @param swing greatest distance from the mean, and of the noise a tenth of it
   */
  record Daily(double mean, double swing, boolean whole) implements Signal {
    @Override
    public void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random) {
      double wave = StrictMath.sin((dayShare - 0.25) * 2 * StrictMath.PI);
      double value = mean + swing * (0.9 * wave + 0.2 * (random.nextDouble() - 0.5));
      if (whole) {
        to.append((long) value);
      } else {
        to.append(value);
      }
    }
  }

  /** A total that only grows. */
  final class Counter implements Signal {
    private final double perSecond;
    private double total;

    Counter(double perSecond) {
      this.perSecond = perSecond;
    }

    @Override
    public void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random) {
      total += perSecond * seconds * 2 * random.nextDouble();
      to.append((long) total);
    }
  }

  /** A share that a trouble sets from outside. */
  final class Share implements Signal {
    private final double usual;
    private double extra;

    Share(double usual) {
      this.usual = usual;
    }

    void extra(double added) {
      extra = added;
    }

    double now() {
      return usual + extra;
    }

    @Override
    public void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random) {
      to.append(StrictMath.min(1, now() + 0.001 * random.nextDouble()));
    }
  }

  /** Space that a share leaves or takes. */
  record Space(Share share, long size, boolean used) implements Signal {
    @Override
    public void append(StringBuilder to, double dayShare, long seconds, SplittableRandom random) {
      double part = StrictMath.min(1, share.now());
      to.append((long) (size * (used ? part : 1 - part)));
    }
  }
}
