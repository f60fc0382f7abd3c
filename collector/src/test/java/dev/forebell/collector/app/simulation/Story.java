package dev.forebell.collector.app.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Faults that belong together and that chance alone would seldom bring together. A plan has its
 * swarm, and perhaps a story on top.
 */
enum Story {
  /** Something breaks inside a window or a silence and outlives it. */
  OUTLIVES_ITS_SILENCE {
    @Override
    List<Fault> faults(Dice dice, int at, int target) {
      Fault.Kind quiet = dice.chance(0.5) ? Fault.Kind.SILENCE : Fault.Kind.WINDOW;
      Fault.Kind bad = dice.of(List.of(Fault.Kind.DISK_EXHAUSTED, Fault.Kind.DEATH));
      int lasts = dice.between(40, 100);
      // By amount: of this host or its site, and it expires by itself.
      int amount = dice.of(List.of(8, 11));
      int begins = at + dice.between(5, 20);
      int ends = at + lasts + dice.between(100, 180);
      return List.of(
          new Fault(quiet, at, lasts, target, amount),
          new Fault(bad, begins, ends - begins, target, dice.below(1000)));
    }
  },
  /** An agent dies on a host that lives, and a neighbour is asked. */
  AGENT_DIES_AMONG_WITNESSES {
    @Override
    List<Fault> faults(Dice dice, int at, int target) {
      return List.of(
          new Fault(Fault.Kind.WITNESSES, at, 240, dice.below(1000), dice.below(1000)),
          new Fault(
              Fault.Kind.AGENT_GONE,
              at + dice.between(1, 20),
              dice.between(60, 200),
              target,
              dice.below(1000)));
    }
  },
  /** A host whose batches have just begun to lack a series falls silent, and comes back so. */
  SILENT_WHILE_SOMETHING_IS_MISSING {
    @Override
    List<Fault> faults(Dice dice, int at, int target) {
      int dies = at + dice.between(12, 25);
      int lasts = dice.between(40, 120);
      return List.of(
          new Fault(Fault.Kind.LOAD_GONE, at, dies - at + lasts + 25, target, dice.below(1000)),
          new Fault(Fault.Kind.DEATH, dies, lasts, target, dice.below(1000)));
    }
  },
  /** The ports of a site's switch go one after another. */
  SITE_GOES_PORT_BY_PORT {
    @Override
    List<Fault> faults(Dice dice, int at, int target) {
      List<Fault> faults = new ArrayList<>();
      int ends = at + dice.between(60, 200);
      List<Integer> others = new ArrayList<>(World.LARGER_SITE);
      others.remove(Integer.valueOf(World.BROKER));
      int begins = at;
      for (int i = 0; i < World.LARGER_SITE.size(); i++) {
        // The broker, which is down as soon as others are suspect, is second.
        int host = i == 1 ? World.BROKER : others.remove(dice.below(others.size()));
        faults.add(new Fault(Fault.Kind.HALF_OPEN, begins, ends - begins, host, 0));
        // Whatever was heard of the first last, it is suspect before the broker is.
        begins += i == 0 ? dice.between(4, 5) : dice.between(2, 3);
      }
      return faults;
    }
  },
  /** A key service recovers before its deadline, and the recovery is confirmed after it. */
  RECOVERS_JUST_IN_TIME {
    @Override
    List<Fault> faults(Dice dice, int at, int target) {
      // Down after 45 s, an emergency of 150 s, steady for 60 s.
      return List.of(new Fault(Fault.Kind.DEATH, at, dice.between(145, 185), World.FILES, 0));
    }
  };

  private static final int LONGEST = 300;
  private static final double TOLD = 0.2;
  private static final double ALONE = 0.5;

  /**
   * What happens in it.
   *
   * @param at when it begins
   * @param target whom it is about
   */
  abstract List<Fault> faults(Dice dice, int at, int target);

  /** Those of a seed, each within the time in which something may go wrong. */
  static List<Fault> of(long seed, int quietFrom) {
    Dice dice = new Dice(seed, "stories");
    List<Fault> faults = new ArrayList<>();
    for (Story story : values()) {
      int at = dice.between(FaultPlan.FIRST, Math.max(FaultPlan.FIRST, quietFrom - LONGEST));
      int target = dice.below(World.HOSTS);
      List<Fault> drawn = story.faults(dice, at, target);
      if (dice.chance(TOLD)) {
        faults.addAll(drawn);
      }
    }
    return faults.stream().map(fault -> fault.endingBy(quietFrom)).toList();
  }

  /** Whether nothing else happens in a plan that has stories: they are judged most sharply then. */
  static boolean alone(long seed) {
    return new Dice(seed, "stories alone").chance(ALONE);
  }
}
