package dev.forebell.collector.engine.customer;

import java.time.Duration;
import java.util.List;

/**
 * When conditions of one rule are one matter: those that agree in every part, once so many of them
 * opened within so short a time. Outages are never gathered.
 *
 * @param parts {@code site}, {@code host}, {@code kind}, {@code label:NAME}, or the name of an
 *     attribute of the series; empty: all of the customer's
 * @param count from how many open ones on one incident stands for all; 0: never
 * @param within how close they must have been detected
 */
public record GroupBy(List<String> parts, int count, Duration within) {
  /** The value of {@code parts} that means the condition's site. */
  public static final String SITE = "site";

  /** The condition's host. */
  public static final String HOST = "host";

  /** The kind of its host. */
  public static final String KIND = "kind";

  /** What a part begins with that names a label of the host. */
  public static final String LABEL = "label:";

  /** How close to each other incidents of one cause are detected. */
  public static final Duration WITHIN = Duration.ofMinutes(5);

  /** From how many on, where only places say what belongs together. */
  public static final int COUNT = 5;

  /** Where a rule says nothing: those of one site. */
  public static final GroupBy USUAL = new GroupBy(List.of(SITE), COUNT, WITHIN);

  /** Each by itself. */
  public static final GroupBy NEVER = new GroupBy(List.of(), 0, WITHIN);

  public GroupBy {
    parts = List.copyOf(parts);
  }
}
