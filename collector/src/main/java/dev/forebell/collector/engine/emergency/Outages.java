package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The outages that are bad right now, per host in key order.
 *
 * @param conditions all that hold, outages or not
 * @param suspects which of these are none yet
 * @param excused those that never cause an emergency
 */
record Outages(
    CustomerConfig config,
    SortedMap<ConditionKey, HeldCondition> conditions,
    Predicate<HeldCondition> suspects,
    SortedSet<ConditionKey> excused) {

  static Outages of(EmergencyFacts facts) {
    return new Outages(facts.config(), facts.conditions(), facts.suspects(), facts.excused());
  }

  /** Whether there can be none at all: found at once. */
  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Whether it has no outage at all, excused or not. */
  boolean serves(HostId host) {
    return on(host).findAny().isEmpty();
  }

  /** Whether the member does not serve, listed as no emergency or not: that is a fact. */
  boolean stops(HostId host, Service service) {
    return on(host).anyMatch(held -> stops(held, service));
  }

  /** What stops the member and may cause an emergency. */
  Stream<ConditionKey> stopping(HostId host, Service service) {
    return on(host)
        .filter(held -> stops(held, service))
        .map(HeldCondition::key)
        .filter(this::counts);
  }

  private static boolean stops(HeldCondition held, Service service) {
    return isSilence(held) || service.outageWhen().contains(held.key().rule());
  }

  /** Whether the host itself is down. */
  boolean silent(HostId host) {
    return on(host).anyMatch(Outages::isSilence);
  }

  /** The silence of a host, if it may cause an emergency. */
  Stream<ConditionKey> silences(HostId host) {
    return on(host).filter(Outages::isSilence).map(HeldCondition::key).filter(this::counts);
  }

  /** Every outage of a host that may cause an emergency. */
  Stream<ConditionKey> causes(HostId host) {
    return on(host).map(HeldCondition::key).filter(this::counts);
  }

  private static boolean isSilence(HeldCondition held) {
    return held.finding().evidence() instanceof Evidence.LinkFacts;
  }

  private Stream<HeldCondition> on(HostId host) {
    return conditions.tailMap(ConditionKey.firstOf(host)).values().stream()
        .takeWhile(held -> held.key().host().equals(host))
        .filter(held -> held.outage() && !suspects.test(held));
  }

  private boolean counts(ConditionKey key) {
    boolean desktop =
        config.hosts().containsKey(key.host())
            && config.hosts().get(key.host()).kind() == HostKind.DESKTOP;
    return !desktop
        && !excused.contains(key)
        && !config.notEmergency().contains(key.host().value())
        && !config.notEmergency().contains(key.rule().value());
  }
}
