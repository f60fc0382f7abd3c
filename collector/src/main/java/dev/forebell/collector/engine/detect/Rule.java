package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A validated, immutable rule. */
public sealed interface Rule {
  RuleId id();

  Scope appliesTo();

  /** How long good samples (or a standing link) must hold before the condition is over. */
  Duration clearFor();

  /** Name of its runbook; empty: none. */
  String runbook();

  /** Fingerprint of its text: goes into the evidence. */
  String version();

  /**
   * Which hosts a rule is for; an empty part accepts all.
   *
   * @param labels what the host's labels must be
   */
  record Scope(
      List<HostKind> kinds,
      List<String> customers,
      List<String> sites,
      List<String> hosts,
      Where labels) {}

  /**
   * Series of a metric whose attributes are meant by {@code where}.
   *
   * @param only further conditions that must all hold; like {@code except} they take part in the
   *     subject
   * @param except conditions of which none may hold
   */
  record Selector(String metric, Where where, List<Where> only, List<Where> except) {
    public Selector {
      only = List.copyOf(only);
      except = List.copyOf(except);
    }

    /** All that {@code where} means. */
    public Selector(String metric, Where where) {
      this(metric, where, List.of(), List.of());
    }

    /** Only exact values. */
    public Selector(String metric, Attributes pinned) {
      this(metric, Where.exactly(pinned));
    }

    /** Whether it means a series of its metric with these attributes. */
    boolean matches(Attributes attributes) {
      if (!where.matches(attributes)) {
        return false;
      }
      for (Where one : only) {
        if (!one.matches(attributes)) {
          return false;
        }
      }
      for (Where one : except) {
        if (one.matches(attributes)) {
          return false;
        }
      }
      return true;
    }

    Selector only(Where subject) {
      return new Selector(metric, where, plus(only, subject), except);
    }

    Selector except(Where subject) {
      return new Selector(metric, where, only, plus(except, subject));
    }

    private static List<Where> plus(List<Where> all, Where one) {
      return Stream.concat(all.stream(), Stream.of(one)).toList();
    }
  }

  /**
   * What is compared, or compared with.
   *
   * @param rate the increase per second of a counter instead of its value
   */
  record Quantity(Selector selector, boolean rate) {}

  /** A companion of a level on the same subject: both must be true. */
  record Guard(Quantity quantity, boolean above, double bound) {
    /** On values. */
    public Guard(Selector selector, boolean above, double bound) {
      this(new Quantity(selector, false), above, bound);
    }
  }

  /**
   * One level of a threshold.
   *
   * @param above bad above (else below) {@code bound}
   * @param clear good at or beyond this side of {@code bound}: {@code <=} for above, {@code >=} for
   *     below
   * @param holdFor how long bad samples must last; zero: at once
   * @param count how many bad samples in a row are needed at least; 1: at once
   */
  record Level(
      Severity severity,
      boolean above,
      double bound,
      double clear,
      Duration holdFor,
      int count,
      Optional<Guard> guard,
      Meaning means,
      Wake wake) {}

  /** Judge this aggregate of the last {@code length} instead of the sample itself. */
  record Window(Duration length, Aggregate aggregate) {}

  /**
   * A level crossed by a metric, its rate or a window of it.
   *
   * @param rate judge the increase per second of a counter; resets and wraps handled
   * @param absolute judge how far from zero each value is, whichever side it is on; not with rate
   * @param dividedBy what the value (or rate, by a rate) is divided by, on the same subject
   * @param notInFirst for how long after the first opening of a service day bad samples say
   *     nothing; empty: they always count
   * @param levels in rising order of weight: they make one condition whose severity moves
   */
  record Threshold(
      RuleId id,
      Scope appliesTo,
      Selector selector,
      boolean rate,
      boolean absolute,
      Optional<Selector> dividedBy,
      Optional<Window> window,
      Optional<Duration> notInFirst,
      List<Level> levels,
      Duration clearFor,
      String runbook,
      String version)
      implements Rule {
    public Threshold {
      levels = List.copyOf(levels);
    }

    /** Whether one sample alone says nothing. */
    boolean needsMemory() {
      return rate || window.isPresent() || dividedBy.isPresent();
    }

    /** What it divides by, if anything. */
    Optional<Quantity> divisor() {
      return dividedBy.map(selector -> new Quantity(selector, rate));
    }
  }

  /**
   * A series that should be there is missing while others of its host arrive.
   *
   * @param expected attribute sets, each a subject of its own; a single empty one: any series of
   *     the selector will do
   * @param holdFor how long it must be missing
   */
  record Absent(
      RuleId id,
      Scope appliesTo,
      Selector selector,
      List<Attributes> expected,
      Duration holdFor,
      Severity severity,
      Meaning means,
      Wake wake,
      Duration clearFor,
      String runbook,
      String version)
      implements Rule {
    public Absent {
      expected = List.copyOf(expected);
    }
  }

  /** What a change rule looks for. */
  enum Of {
    /** The host started anew: a new boot id, or the uptime fell. */
    REBOOT,
    /** A boot that was over came back: two machines speak as one host. */
    IDENTITY,
    INCREASE,
    DECREASE,
    VALUE,
    STEP;

    /** Whether boot ids decide. */
    boolean ofBoots() {
      return this == REBOOT || this == IDENTITY;
    }
  }

  /**
   * How often something must happen to weigh this much.
   *
   * @param count at least so often; increases of a counter count by their amount
   * @param within in this stretch of time; zero where {@code count} is 1
   */
  record Occurs(int count, Duration within, Severity severity, Meaning means, Wake wake) {}

  /**
   * Something happens: an event. It stays open only for {@code hold} after it happened last.
   *
   * @param selector the series; {@code system.uptime} for a reboot; unused for an identity
   * @param step for {@link Of#STEP}: by how much a value may move; else 0
   * @param announced for {@link Of#REBOOT}: whether reboots after a goodbye count too
   * @param levels in rising order of weight
   * @param hold zero: over at once
   */
  record Change(
      RuleId id,
      Scope appliesTo,
      Of of,
      Selector selector,
      double step,
      boolean announced,
      List<Occurs> levels,
      Duration hold,
      String runbook,
      String version)
      implements Rule {
    public Change {
      levels = List.copyOf(levels);
    }

    @Override
    public Duration clearFor() {
      return hold;
    }
  }

  /** Which link verdict a link rule announces. */
  enum Verdict {
    HOST_DOWN,
    AGENT_LOST
  }

  /**
   * How a link verdict is announced.
   *
   * @param after host_down: how long silence must last, by kind; agent_lost: how long the close
   *     must last (same for all)
   */
  record Link(
      RuleId id,
      Scope appliesTo,
      Verdict verdict,
      SortedMap<HostKind, Duration> after,
      Severity severity,
      Meaning means,
      Wake wake,
      Duration clearFor,
      String runbook,
      String version)
      implements Rule {}

  /**
   * A limit that a quantity will reach if it goes on as it does.
   *
   * @param rising the limit is above (else below) what is usual
   * @param limit in the metric's unit
   * @param history least history before anything is foretold
   * @param levels in rising order of weight: they make one condition whose severity moves
   * @param clearFor how long nothing must be foretold before it is over
   */
  record Forecast(
      RuleId id,
      Scope appliesTo,
      Selector selector,
      boolean rising,
      double limit,
      Duration history,
      List<ForecastLevel> levels,
      Duration clearFor,
      String runbook,
      String version)
      implements Rule {}
}
