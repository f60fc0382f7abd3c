package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Witness;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A condition of a provider's element as it crosses to a customer that uses it: what is wrong, and
 * nothing that names others who use it too.
 */
public final class ProviderElement {
  private ProviderElement() {}

  /** The key under which a user of the element knows one of its conditions. */
  public static ConditionKey keyOf(ConditionKey key) {
    String subject = key.subject().isEmpty() ? "" : Integer.toHexString(key.subject().hashCode());
    return new ConditionKey(key.host(), key.rule(), subject);
  }

  /** What a user of the element is told; empty: nothing that touches it. */
  public static Optional<ConditionEvent> told(ConditionEvent event, CustomerState user) {
    ConditionKey key = keyOf(event.key());
    boolean known = user.condition(key).isPresent();
    return switch (event) {
      case ConditionEvent.Began e when known || touches(e.finding()) ->
          Optional.of(
              new ConditionEvent.Began(key, e.at(), e.reason(), e.since(), bare(e.finding())));
      case ConditionEvent.Changed e when known || touches(e.finding()) ->
          Optional.of(new ConditionEvent.Changed(key, e.at(), e.reason(), bare(e.finding())));
      case ConditionEvent.Recovering e when known ->
          Optional.of(new ConditionEvent.Recovering(key, e.at(), e.reason(), e.restoredAt()));
      case ConditionEvent.Relapsed e when known ->
          Optional.of(new ConditionEvent.Relapsed(key, e.at(), e.reason()));
      case ConditionEvent.Ended e when known ->
          Optional.of(new ConditionEvent.Ended(key, e.at(), e.reason(), e.restoredAt()));
      default -> Optional.empty();
    };
  }

  /** How its link stands, without the names of those who looked. */
  public static LinkNews told(LinkNews news) {
    return news instanceof LinkNews.Witnessed(HostId host, Witness witness)
        ? new LinkNews.Witnessed(host, new Witness("", witness.answer(), witness.at()))
        : news;
  }

  /** A provider's risks and notes are its own business. */
  private static boolean touches(Finding finding) {
    return finding.means().compareTo(Meaning.DEGRADATION) >= 0;
  }

  private static Finding bare(Finding finding) {
    return new Finding(
        finding.severity(),
        finding.means(),
        finding.wake(),
        bare(finding.evidence()),
        "",
        finding.ruleVersion());
  }

  /** Attributes name volumes, and volumes name customers. */
  private static Evidence bare(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Crossed crossed ->
          new Evidence.Crossed(
              new SeriesKey(crossed.series().metric(), Attributes.NONE),
              crossed.quantity(),
              crossed.above(),
              crossed.bound(),
              crossed.points(),
              Optional.empty());
      case Evidence.LinkFacts link -> link;
      default -> new Evidence.Elsewhere();
    };
  }

  /** The provider's incident for one of its conditions: its own, or the one it is listed with. */
  public static Optional<IncidentId> above(CustomerState provider, ConditionKey key) {
    return provider
        .incident(IncidentKey.of(key))
        .filter(Incident::open)
        .or(() -> Grouping.of(provider, key))
        .map(Incident::id);
  }

  /** What the condition opened here stands below the provider's incident. */
  static void below(StepLog log, ConditionKey key, Optional<IncidentId> above) {
    log.state()
        .incident(IncidentKey.of(key))
        .filter(one -> one.open() && one.parent().isEmpty())
        .filter(_ -> above.isPresent())
        .ifPresent(
            one -> log.happens(one.id(), Reason.PROVIDER_ELEMENT, new Change.Absorbed(above)));
  }

  /** Elements that are used no more: their conditions are no longer this customer's. */
  static void dropped(StepLog log, Topology before) {
    before.uses().stream()
        .filter(use -> !log.state().config().topology().uses(use.provider(), use.element()))
        .flatMap(use -> log.state().conditionsOf(use.element()).stream())
        .toList()
        .forEach(held -> ConditionIntake.take(log, withdrawn(held.key(), log.now())));
  }

  private static ConditionEvent withdrawn(ConditionKey key, Instant now) {
    return new ConditionEvent.Ended(key, now, Reason.RULE_WITHDRAWN, now);
  }
}
