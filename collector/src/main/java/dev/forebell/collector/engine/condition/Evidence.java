package dev.forebell.collector.engine.condition;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

  /**
   * A limit that will be reached.
   *
   * @param limit in the unit of the series, like {@code value}
   * @param value newest value
   * @param slopePerDay how fast the floors move towards the limit, positive
   * @param confidence share of pairs of floors that agree on the slope, 0..1
   * @param span over how much time the slope was seen
   * @param history how much history it was held against
   * @param reached when it is reached, most likely
   * @param lastOpen last working instant of the contract before that; equal to {@code reached} if
   *     it falls into working time; empty: not covered, or closed for two weeks
   * @param zone the customer's
   */
  record Fills(
      SeriesKey series,
      double limit,
      Point value,
      double slopePerDay,
      double confidence,
      Duration span,
      Duration history,
      Span reached,
      Optional<Instant> lastOpen,
      ZoneId zone)
      implements Evidence {}

  /** An instant that is not known exactly: {@code earliest <= likely <= latest}. */
  record Span(Instant earliest, Instant likely, Instant latest) {}

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
   * @param by what {@code confirm} rests on
   * @param survived the longest gap that the host came back from lately; empty: none is known
   * @param witnesses what others said of it since it was last heard, oldest first
   * @param lastSample when the newest judged batch was sampled; empty: unknown
   * @param clockOffset what to add to the agent's clock, as last measured; empty: unknown
   */
  record LinkFacts(
      Instant lastHeard,
      LinkEnd ended,
      Duration silence,
      Duration confirm,
      String detail,
      ConfirmedBy by,
      Optional<Duration> survived,
      List<Witness> witnesses,
      Optional<Instant> lastSample,
      Optional<Duration> clockOffset)
      implements Evidence {
    public LinkFacts {
      witnesses = List.copyOf(witnesses);
    }

    /** Of a host of which nothing but its silence is known. */
    public LinkFacts(
        Instant lastHeard, LinkEnd ended, Duration silence, Duration confirm, String detail) {
      this(
          lastHeard,
          ended,
          silence,
          confirm,
          detail,
          ConfirmedBy.KIND,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** What the time rests on for which a link had to stay as it was. */
  enum ConfirmedBy {
    /** The rule's time for this kind of host. */
    KIND,
    /** The host's own {@code confirm}. */
    HOST,
    /** A longer gap that the host survived before. */
    SURVIVED_GAP,
    /** A witness reached the host: its word had to expire first. */
    PROOF_OF_LIFE,
    /** A witness could not reach the host either. */
    WITNESS,
    /** When the host should have been back after its goodbye. */
    RETURN
  }

  /**
   * What somebody else said of a silent host.
   *
   * @param name the host that was asked, or who else looked
   */
  record Witness(String name, Answer answer, Instant at) {}

  /** What a witness found. */
  enum Answer {
    REACHED,
    /** Something answered that nobody listens there: a living kernel. */
    REFUSED,
    UNREACHABLE;

    /** Whether only a living host can have caused it. */
    public boolean proofOfLife() {
      return this != UNREACHABLE;
    }
  }

  /** How a connection ended, as seen by the collector. */
  enum LinkEnd {
    /** It did not end: nothing is heard. */
    NOTHING,
    /** Closed by the other side's kernel without goodbye (FIN or RST). */
    CLOSED,
    /** The agent said goodbye. */
    BYE
  }

  /** Seen by a provider at an element that others use too: the numbers are the provider's. */
  record Elsewhere() implements Evidence {}

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

  /**
   * A series that should be there was missing while the host was heard.
   *
   * @param series the metric with what is expected of its attributes
   * @param since the first batch without it
   * @param lastSeen newest sample of it; empty: none since the collector or its rules started
   * @param allowed how long it may be missing
   */
  record Missing(SeriesKey series, Instant since, Optional<Instant> lastSeen, Duration allowed)
      implements Evidence {}

  /**
   * Something happened, perhaps repeatedly.
   *
   * @param what kind of happening
   * @param series of the value that changed; of the uptime for a reboot; empty where none is judged
   * @param before value before the newest happening, in words
   * @param after value after it, in words
   * @param times when it happened within {@code within}, newest last, at most {@link #MAX_SAMPLES}
   * @param count how often it happened within {@code within}
   * @param within the stretch of time that counts; zero: only the newest happening
   */
  record Happened(
      Happening what,
      Optional<SeriesKey> series,
      String before,
      String after,
      List<Instant> times,
      int count,
      Duration within)
      implements Evidence {
    public Happened {
      times = List.copyOf(times);
    }
  }

  /** What can happen. */
  enum Happening {
    /** The host started anew and nobody had said so. */
    REBOOT,
    /** The host started anew after a goodbye. */
    REBOOT_ANNOUNCED,
    /** Two machines speak as one host: a boot that was over came back. */
    IDENTITY,
    /** A counter or value rose. */
    INCREASE,
    /** A value fell. */
    DECREASE,
    /** A value became another. */
    VALUE,
    /** A value moved by more than it may from one sample to the next. */
    STEP
  }

  /**
   * Several hosts of a site are gone together.
   *
   * @param said how they went
   * @param hosts those that are gone, in order
   * @param connected hosts that were there before, these included
   * @param within the stretch of time in which they went
   */
  record SiteLoss(SiteEnd said, List<HostId> hosts, int connected, Duration within)
      implements Evidence {
    public SiteLoss {
      hosts = List.copyOf(hosts);
    }
  }

  /** How the hosts of a site went. */
  enum SiteEnd {
    /** Nothing is heard of them. */
    SILENT,
    /** They said that they shut down. */
    SHUTDOWN
  }

  /** Evidence of an incident that stands above others: its verdict carries the numbers. */
  record Children(List<String> incidents) implements Evidence {
    public Children {
      incidents = List.copyOf(incidents);
    }
  }
}
