package dev.forebell.collector.engine.condition;

import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was seen, as numbers; texts in a reader's language are made from it at the edges. */
public sealed interface Evidence {
  /** Newest kept samples an evidence may hold. */
  int MAX_SAMPLES = 20;

  /** One measured point of the judged quantity (after rate or window). */
  record Point(Instant at, double value) {}

  /**
   * Samples that crossed a level.
   *
   * @param quantity what was compared: the metric, or for example {@code
   *     rate(system.network.errors)} or {@code avg_5m(system.cpu.utilization)}
   * @param above true: bad above {@code bound}; false: bad below
   * @param points oldest first, at most {@link #MAX_SAMPLES}: the first that crossed, then the
   *     newest
   * @param guard the companion quantity of an {@code and}, if the level has one
   */
  record Crossed(
      SeriesKey series,
      String quantity,
      boolean above,
      double bound,
      List<Point> points,
      Optional<Guard> guard)
      implements Evidence {
    public Crossed {
      points = List.copyOf(points);
    }
  }

  /** The companion of a level: both had to be true. */
  record Guard(SeriesKey series, boolean above, double bound, double value) {}

  /**
   * What is known of a host's link.
   *
   * @param lastHeard when the collector last received anything from the host
   * @param ended how the connection ended
   * @param silence how long nothing was heard, at the verdict
   * @param confirm how long silence had to last
   * @param detail the reason given with a goodbye or a close; empty if none
   */
  record LinkFacts(
      Instant lastHeard, LinkEnd ended, Duration silence, Duration confirm, String detail)
      implements Evidence {}

  /** How a connection ended, as seen by the collector. */
  enum LinkEnd {
    /** It did not end: nothing is heard. */
    NOTHING,
    /** Closed by the other side's kernel without goodbye (FIN or RST). */
    CLOSED,
    /** The agent said goodbye. */
    BYE
  }

  /**
   * Evidence of an incident that stands for several of one rule.
   *
   * @param incidents those that were open when it was opened; what follows is listed with it
   */
  record SameCause(RuleId rule, List<String> incidents) implements Evidence {
    public SameCause {
      incidents = List.copyOf(incidents);
    }
  }

  /** Evidence of an incident that stands above others: its verdict carries the numbers. */
  record Children(List<String> incidents) implements Evidence {
    public Children {
      incidents = List.copyOf(incidents);
    }
  }
}
