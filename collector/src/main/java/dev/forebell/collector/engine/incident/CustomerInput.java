package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Optional;

/** All that can happen to one customer, in order; {@code at} never runs backwards. */
public sealed interface CustomerInput {
  Instant at();

  /** Detection says something about a condition. */
  record Condition(ConditionEvent event) implements CustomerInput {
    @Override
    public Instant at() {
      return event.at();
    }
  }

  /** Detection says how a host's link stands. */
  record LinkSaid(LinkNews news) implements CustomerInput {
    @Override
    public Instant at() {
      return news.at();
    }
  }

  /**
   * Detection says something about an element of a provider that this customer uses.
   *
   * @param event told so that it holds nothing of the provider's other customers
   * @param above the provider's incident; empty: it has none
   */
  record Shared(ConditionEvent event, Optional<IncidentId> above) implements CustomerInput {
    @Override
    public Instant at() {
      return event.at();
    }
  }

  /**
   * Somebody asks for something.
   *
   * @param by a person's plain name, {@code bot:x} or {@code system:x}
   */
  record CommandGiven(Instant at, IncidentId target, Command command, String by)
      implements CustomerInput {}

  /** The number of people with a session on a host changed. */
  record PeopleCounted(Instant at, HostId host, int people, Instant countedAt)
      implements CustomerInput {}

  /** The customer's configuration, contracts or calendars changed. */
  record ConfigChanged(Instant at, CustomerConfig config) implements CustomerInput {}

  /** The windows and silences given at run time are these from now on. */
  record SuppressionsGiven(Instant at, Suppressions given) implements CustomerInput {}

  /**
   * A host sent its first samples ever.
   *
   * @param at when they came
   * @param sampledAt when they were measured: what began later was not there before
   */
  record HostEnrolled(Instant at, HostId host, Instant sampledAt) implements CustomerInput {}

  /** Time passed. */
  record Tick(Instant at) implements CustomerInput {}
}
