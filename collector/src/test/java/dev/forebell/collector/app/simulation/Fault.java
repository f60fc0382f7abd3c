package dev.forebell.collector.app.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that goes wrong, or that somebody does.
 *
 * @param at seconds since the beginning
 * @param lasts seconds
 * @param target which host, site, incident or endpoint: counted modulo what there is
 * @param amount how much, by kind
 */
record Fault(Kind kind, int at, int lasts, int target, int amount) {
  /** What can go wrong. */
  enum Kind {
    /** A host loses power: nothing is said, nothing is heard. */
    DEATH(1, 400),
    /** A host reboots with goodbye. */
    REBOOT(20, 240),
    /** An agent says goodbye for a while; {@code amount} chooses the reason. */
    BYE(10, 900),
    /** An agent's process is killed; {@code amount} odd: its buffer is lost. */
    AGENT_KILL(1, 20),
    /** An agent's wall clock is stepped by {@code amount} seconds. */
    AGENT_CLOCK(1, 1),
    /** The spool holds few batches. */
    SMALL_SPOOL(60, 600),
    /** Batches are sent twice, and old ones again. */
    REPEATS(30, 300),
    /** The connection is reset and none can be made. */
    CUT(1, 200),
    /** Nothing passes, nobody is told. */
    HALF_OPEN(5, 300),
    /** Everything takes {@code amount} milliseconds longer. */
    SLOW_LINK(30, 300),
    /** All hosts of a site are cut off without a word. */
    SITE_OUTAGE(10, 300),
    /** The file system that is kept small is full. */
    DISK_EXHAUSTED(12, 400),
    /** Another one fills up. */
    DISK_FULL(30, 400),
    CPU_BUSY(30, 400),
    LOAD_HIGH(20, 300),
    /** A value jumps over its level and back at each sample. */
    FLAP(40, 200),
    /** Values are missing. */
    NO_VALUES(20, 200),
    /** The collector is killed at its next commit or now; {@code amount} says where. */
    CRASH(1, 90),
    /** The collector's process is stopped and goes on. */
    PAUSE(1, 120),
    /** The machine sleeps: its monotonic clock stands. */
    SUSPEND(1, 600),
    /** The collector's wall clock is stepped by {@code amount} seconds. */
    CLOCK_STEP(1, 1),
    /** Commits fail; {@code amount} says how. */
    STORE_FAILS(1, 60),
    /** Every commit takes {@code amount} tenths of a second. */
    STORE_SLOW(5, 60),
    /** A configuration without one rule and one customer comes into force for a while. */
    RELOAD(20, 400),
    /** A ticket system refuses, is silent, or loses its answer; {@code amount} says how. */
    DESK(10, 300),
    /** Somebody gives a command. */
    COMMAND(1, 1),
    /** A person gives a silence; {@code amount} says of what, and what becomes of it. */
    SILENCE(20, 300),
    /** A maintenance window is given; {@code amount} says of what, and what becomes of it. */
    WINDOW(20, 300),
    /**
     * Others of its site are asked of who is silent; {@code amount} says how late they answer, and
     * whether they are cut off from a host whose own link is.
     */
    WITNESSES(60, 500),
    /** No agent sends its load: a version that cannot. */
    LOAD_GONE(20, 300),
    /** The swap of a host has a past; {@code amount} says whether it fills. */
    GROWTH(1, 1),
    /** An agent's process ends and nobody starts it again; its host lives. */
    AGENT_GONE(20, 240);

    private static final Set<Kind> OF_ONE_HOST =
        EnumSet.of(
            DEATH,
            REBOOT,
            BYE,
            AGENT_KILL,
            AGENT_CLOCK,
            SMALL_SPOOL,
            REPEATS,
            CUT,
            HALF_OPEN,
            SLOW_LINK,
            DISK_EXHAUSTED,
            DISK_FULL,
            CPU_BUSY,
            LOAD_HIGH,
            FLAP,
            NO_VALUES,
            GROWTH,
            AGENT_GONE);

    final int shortest;
    final int longest;

    Kind(int shortest, int longest) {
      this.shortest = shortest;
      this.longest = longest;
    }

    /** Whether its target is a host, and nobody else is concerned. */
    boolean ofOneHost() {
      return OF_ONE_HOST.contains(this);
    }
  }

  int end() {
    return at + lasts;
  }

  /** The same, over by then. */
  Fault endingBy(int second) {
    return new Fault(kind, at, Math.max(1, Math.min(lasts, second - at)), target, amount);
  }

  boolean during(double second) {
    return at <= second && second < end();
  }

  @Override
  public String toString() {
    return kind + " at " + at + " s for " + lasts + " s, target " + target + ", amount " + amount;
  }
}
