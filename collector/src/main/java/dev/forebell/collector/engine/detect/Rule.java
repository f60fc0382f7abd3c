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
   * @param labels every one must be on the host with this value
   */
  record Scope(
      List<HostKind> kinds,
      List<String> customers,
      List<String> sites,
      List<String> hosts,
      Attributes labels) {}

  /** Series of a metric whose attributes contain {@code where}. */
  record Selector(String metric, Attributes where) {
    /** Whether it means a series of its metric with these attributes. */
    boolean matches(Attributes attributes) {
      return attributes.matches(where);
    }
  }

  /** A companion of a level on the same subject: both must be true. */
  record Guard(Selector selector, boolean above, double bound) {}

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

  /** How a window becomes one number. */
  enum Aggregate {
    AVG,
    MIN,
    MAX,
    LAST
  }

  /**
   * A level crossed by a metric, its rate or a window of it.
   *
   * @param rate judge the increase per second of a counter; resets handled
   * @param levels in rising order of weight: they make one condition whose severity moves
   */
  record Threshold(
      RuleId id,
      Scope appliesTo,
      Selector selector,
      boolean rate,
      Optional<Window> window,
      List<Level> levels,
      Duration clearFor,
      String runbook,
      String version)
      implements Rule {}

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
}
