package dev.forebell.collector.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens to a site in thirty days, and in as many after them, as it happens to real ones;
 * times in milliseconds from the first day's midnight.
 *
 * <p>Backup stuns of 5-30 s on eight of ten hosts every night; a VPN that flaps for 3-90 s a dozen
 * times, on one site of three; two patch nights on which hosts reboot, one in thirty without
 * goodbye; one agent upgrade; two restarts of the collector; twenty losses of 3-8 s a host on its
 * way to the collector; and now and then a host that really dies.
 */
final class FleetMonth {
  static final int HOSTS = 10;
  static final long SECOND = 1000;
  static final long HOUR = 3600 * SECOND;
  static final long DAY = 24 * HOUR;
  static final long MONTH = 30 * DAY;

  private static final long APART = 180 * SECOND;

  /** Why a host is quiet. */
  enum Why {
    /** It stands still: nobody reaches it, and the connection survives. */
    STALLED,
    /** Its packets are lost: the connection waits until they are sent again. */
    LOST,
    /** The way to it is gone: it connects anew. */
    CUT,
    SAID_REBOOT,
    SAID_UPGRADE,
    /** It rebooted without a word: its kernel closed the connection. */
    CRASHED,
    DIED
  }

  /** A stretch in which one host is not heard. */
  record Quiet(int host, long from, long to, Why why) {
    long length() {
      return to - from;
    }
  }

  /** A stretch in which the collector is not there. */
  record Deaf(long from, long to) {}

  private final Random random;
  final List<Quiet> quiet = new ArrayList<>();
  final List<Deaf> deaf = new ArrayList<>();

  private boolean flaps;
  private long first;

  /** So many months from a seed. */
  FleetMonth(long seed, int months) {
    random = new Random(seed);
    for (int month = 0; month < months; month++) {
      first = month * MONTH;
      month(month == 0);
    }
    quiet.sort(Comparator.comparingLong(Quiet::from).thenComparingInt(Quiet::host));
  }

  private void month(boolean decide) {
    stuns();
    if (decide) {
      flaps = random.nextInt(3) == 0;
    }
    if (flaps) {
      flaps();
    }
    patchNights();
    upgrade();
    losses();
    deaths();
    restarts();
  }

  /** Something of the month that is being made. */
  private void add(int host, long from, long length, Why why) {
    put(host, first + from, length, why);
  }

  private long between(long least, long most) {
    return least + (long) (random.nextDouble() * (most - least));
  }

  private void put(int host, long from, long length, Why why) {
    long to = from + length;
    boolean free =
        quiet.stream()
            .filter(one -> one.host() == host)
            .noneMatch(one -> one.from() < to + APART && from < one.to() + APART);
    if (free) {
      quiet.add(new Quiet(host, from, to, why));
    }
  }

  private void stuns() {
    for (int day = 0; day < 30; day++) {
      for (int host = 2; host < HOSTS; host++) {
        add(host, day * DAY + between(HOUR, 4 * HOUR), between(5000, 30_000), Why.STALLED);
      }
    }
  }

  private void flaps() {
    for (int flap = 0; flap < 12; flap++) {
      long from = between(DAY, MONTH - DAY);
      long length = (long) (3000 * Math.pow(30, random.nextDouble()));
      for (int host = 0; host < HOSTS; host++) {
        // A connection outlives twenty seconds or so; then agents come again, each in its time.
        boolean cut = length > 20_000;
        long back = cut ? between(0, 15_000) : between(0, 1000);
        add(host, from, length + back, cut ? Why.CUT : Why.STALLED);
      }
    }
  }

  private void patchNights() {
    for (int night = 0; night < 2; night++) {
      long from = (8 + 14L * night) * DAY + 22 * HOUR;
      for (int host = 0; host < HOSTS; host++) {
        boolean silent = random.nextInt(30) == 0;
        add(
            host,
            from + between(0, HOUR),
            between(60_000, silent ? 240_000 : 480_000),
            silent ? Why.CRASHED : Why.SAID_REBOOT);
      }
    }
  }

  private void upgrade() {
    for (int host = 0; host < HOSTS; host++) {
      boolean slow = random.nextInt(100) == 0;
      add(
          host,
          15 * DAY + 11 * HOUR + between(0, HOUR),
          slow ? between(300_000, 480_000) : between(5000, 40_000),
          Why.SAID_UPGRADE);
    }
  }

  private void losses() {
    for (int host = 0; host < HOSTS; host++) {
      for (int loss = 0; loss < 20; loss++) {
        add(host, between(DAY, MONTH - DAY), between(3000, 8000), Why.LOST);
      }
    }
  }

  private void deaths() {
    for (int host = 0; host < HOSTS; host++) {
      if (random.nextInt(20) == 0) {
        add(host, between(DAY, MONTH - DAY), between(600_000, 1_200_000), Why.DIED);
      }
    }
  }

  private void restarts() {
    for (int restart = 0; restart < 2; restart++) {
      long from = first + between(DAY, MONTH - DAY);
      deaf.add(new Deaf(from, from + between(5000, 60_000)));
    }
    deaf.sort(Comparator.comparingLong(Deaf::from));
  }
}
