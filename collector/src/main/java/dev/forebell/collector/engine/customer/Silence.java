package dev.forebell.collector.engine.customer;

import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person's word that certain conditions need no announcement for a while.
 *
 * @param id unique within the customer
 * @param matchers all must be met
 * @param from inclusive
 * @param until exclusive; a silence always expires
 * @param comment why; may be empty
 * @param author who asked for it; empty: the file says nothing
 */
public record Silence(
    String id, List<Matcher> matchers, Instant from, Instant until, String comment, String author) {
  public Silence {
    matchers = List.copyOf(matchers);
  }

  /** Until when it holds at an instant; empty: it does not. */
  public Optional<Instant> heldUntil(Instant at) {
    return at.isBefore(from) || !at.isBefore(until) ? Optional.empty() : Optional.of(until);
  }

  /** Whether it is about a condition as that stands now. */
  public boolean matches(CustomerConfig config, HeldCondition held) {
    return matchers.stream().allMatch(one -> one.matches(config, held));
  }

  /** Whether it asks for a rule by name, and not only leaves it in by naming others. */
  public boolean names(RuleId rule) {
    return matchers.stream()
        .anyMatch(one -> one.field() == Matcher.Field.RULE && one.wants(rule.value()));
  }
}
