package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would have been sent for a customer, by rule.
 *
 * @param rules the rule that would have sent most first
 * @param proposals overrides that would have kept it quieter
 */
public record ShadowReport(
    CustomerId customer, Instant from, Instant to, List<OfRule> rules, List<Proposal> proposals) {
  public ShadowReport {
    rules = List.copyOf(rules);
    proposals = List.copyOf(proposals);
  }

  /**
   * One rule.
   *
   * @param count incidents that a desk would have heard of
   * @param hosts on how many hosts
   * @param emergencies how many were one
   * @param atNight opened between 22:00 and 07:00 of the customer's clock
   * @param open not over at the end
   * @param flapping reopenings, and openings of what had been open before
   * @param shortest of those that ended
   * @param median of those that ended
   */
  public record OfRule(
      String rule,
      int count,
      int hosts,
      int emergencies,
      int atNight,
      int open,
      int flapping,
      Optional<Duration> shortest,
      Optional<Duration> median) {}

  /**
   * An override to consider.
   *
   * @param why one sentence
   * @param yaml one line for {@code overrides} of the customer's file
   */
  public record Proposal(String why, String yaml) {}

  /** Makes reports. Reads the database: may block. */
  public interface Source {
    /** Of what happened in {@code [from, to)}. */
    ShadowReport of(CustomerId customer, Instant from, Instant to);
  }
}
