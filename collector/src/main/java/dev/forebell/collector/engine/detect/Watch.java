package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.forecast.History;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where one condition's watch stands; a clear one has no watch. Plain data: its row survives
 * restarts.
 *
 * <p>Pending -> Raised -> Clearing -> (gone); Pending -> (gone); Clearing -> Raised.
 */
public sealed interface Watch {
  /** Level indexes are positions in the rule's list of levels. */
  record Pending(List<PendingLevel> levels) implements Watch {
    public Pending {
      levels = List.copyOf(levels);
    }
  }

  /**
   * One level that is being held.
   *
   * @param since first bad sample of the run
   * @param count bad samples of the run so far
   * @param lastSeen newest sample of the run, to notice gaps
   */
  record PendingLevel(
      int level, Instant since, int count, Instant lastSeen, List<Evidence.Point> points) {
    public PendingLevel {
      points = List.copyOf(points);
    }
  }

  /**
   * The condition holds.
   *
   * @param level in force
   * @param began first bad sample
   * @param raisedAt when the condition began
   * @param rising higher levels that are being held meanwhile
   * @param points evidence so far
   * @param ruleVersion of the rule as it was told last; empty: not known
   * @param selected the series that the rule looks at, empty: not known, or of no threshold
   */
  record Raised(
      int level,
      Instant began,
      Instant raisedAt,
      List<PendingLevel> rising,
      List<Evidence.Point> points,
      String ruleVersion,
      String selected)
      implements Watch {
    public Raised {
      rising = List.copyOf(rising);
      points = List.copyOf(points);
    }

    /** Of a rule whose version does not matter. */
    public Raised(
        int level,
        Instant began,
        Instant raisedAt,
        List<PendingLevel> rising,
        List<Evidence.Point> points) {
      this(level, began, raisedAt, rising, points, "", "");
    }

    /** The same since an earlier time. */
    Raised began(Instant earlier) {
      return new Raised(level, earlier, raisedAt, rising, points, ruleVersion, selected);
    }
  }

  /**
   * A recovery is being confirmed.
   *
   * @param raised what it was
   * @param since first good sample
   * @param lastSeen newest good sample
   */
  record Clearing(Raised raised, Instant since, Instant lastSeen) implements Watch {}

  /**
   * What a change rule remembers of one subject: never clear once it has seen something.
   *
   * @param baseline value to compare the next one with, at its sample time
   * @param boots boot ids seen, newest last; only of rules about boots
   * @param goodbye when the host announced that it goes down; only until it is heard again
   * @param happened what counts still, oldest first
   * @param held the level in force; empty: the condition does not hold
   */
  record Tally(
      Optional<Evidence.Point> baseline,
      List<String> boots,
      Optional<Instant> goodbye,
      List<Occurrence> happened,
      Optional<Integer> held)
      implements Watch {
    /** Nothing seen yet. */
    public static final Tally EMPTY =
        new Tally(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());

    public Tally {
      boots = List.copyOf(boots);
      happened = List.copyOf(happened);
    }

    Tally baseline(Optional<Evidence.Point> next) {
      return new Tally(next, boots, goodbye, happened, held);
    }

    Tally boots(List<String> next) {
      return new Tally(baseline, next, goodbye, happened, held);
    }

    Tally goodbye(Optional<Instant> next) {
      return new Tally(baseline, boots, next, happened, held);
    }

    Tally held(Optional<Integer> next) {
      return new Tally(baseline, boots, goodbye, happened, next);
    }
  }

  /** It happened {@code count} times at once. */
  record Occurrence(Instant at, int count) {}

  /**
   * The host's link: one row per host while its link is anything but up.
   *
   * @param state for the board
   * @param lastHeard last sign of life
   * @param endedAt when it was closed or said goodbye; {@code lastHeard} if neither
   * @param countedFrom from when its time-outs run: {@code endedAt} moved on by the time in which
   *     the collector itself was not listening
   * @param bye the goodbye's reason
   * @param expectedReturn what the goodbye promised
   * @param detail how it ended, in words of the wire
   */
  record LinkWatch(
      DetectOutput.LinkState state,
      Instant lastHeard,
      Evidence.LinkEnd ended,
      Instant endedAt,
      Instant countedFrom,
      Optional<ByeReason> bye,
      Optional<Duration> expectedReturn,
      String detail)
      implements Watch {}

  /**
   * The gaps that a host survived: one row per host that was ever heard.
   *
   * @param gaps as {@code Survival} keeps them
   * @param firstHeard of it; empty: before that was noted
   */
  record Survived(List<Gap> gaps, Optional<Instant> firstHeard) implements Watch {
    public Survived {
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * A stretch in which nothing was heard of a host that ran on.
   *
   * @param reached whether a witness reached it meanwhile
   */
  record Gap(Duration length, Instant endedAt, boolean reached) {
    /** One in which nobody reached it. */
    public Gap(Duration length, Instant endedAt) {
      this(length, endedAt, false);
    }
  }

  /**
   * What data that came late has told so far: one row per host while that is not all told.
   *
   * @param watches that are not clear at its end
   * @param held of those that are raised
   * @param from sample time of the first of an unbroken row of late batches; empty: none is running
   * @param upTo sample time of the newest one
   * @param liveFrom sample time of the first of the unbroken row of live batches
   * @param liveUpTo sample time of the newest live batch that was judged
   */
  record Late(
      SortedMap<ConditionKey, Watch> watches,
      SortedMap<ConditionKey, HeldCondition> held,
      Optional<Instant> from,
      Instant upTo,
      Optional<Instant> liveFrom,
      Optional<Instant> liveUpTo)
      implements Watch {
    public Late {
      watches = Collections.unmodifiableSortedMap(watches);
      held = Collections.unmodifiableSortedMap(held);
    }
  }

  /**
   * What a forecast remembers, whether or not it foretells anything. Its row is written once an
   * hour and whenever {@code standing} changes.
   *
   * @param rising whether high values are bad; the history holds falling ones with turned sign
   * @param standing the condition, if it holds
   */
  record Forecast(SeriesKey series, boolean rising, History history, Optional<Standing> standing)
      implements Watch {}

  /**
   * A forecast that was announced.
   *
   * @param level in force
   * @param began when it was first foretold
   * @param value highest of the newest closed stretch when it began, as the history holds it
   * @param end since when nothing is foretold any more; empty: it is
   */
  record Standing(int level, Instant began, double value, Optional<Instant> end) {}
}
