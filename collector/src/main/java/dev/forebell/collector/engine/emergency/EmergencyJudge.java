package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.HostGroup;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether a customer's outages are an emergency, and why. Only outages that are bad right now
 * count; desktops and what the customer listed as no emergency never cause one.
 */
public final class EmergencyJudge {
  private EmergencyJudge() {}

  /**
   * Every criterion that is met: key services, then people of services, of the customer, groups.
   */
  public static Verdict judge(EmergencyFacts facts) {
    Outages outages = Outages.of(facts);
    if (outages.isEmpty()) {
      return Verdict.NONE;
    }
    List<Criterion> met = new ArrayList<>();
    List<Service> services =
        facts.config().services().values().stream()
            .filter(service -> !listed(facts, service.id().value()))
            .toList();
    services.forEach(service -> keyService(outages, service).ifPresent(met::add));
    services.forEach(service -> PeopleJudge.ofService(facts, outages, service).ifPresent(met::add));
    PeopleJudge.ofCustomer(facts, outages).ifPresent(met::add);
    facts.config().groups().stream()
        .filter(group -> !listed(facts, group.id()))
        .forEach(group -> hostGroup(outages, group).ifPresent(met::add));
    return new Verdict(met);
  }

  /** What these facts say about the same thing as a criterion; empty: it is not met. */
  public static Optional<Criterion> about(EmergencyFacts facts, Criterion criterion) {
    Outages outages = Outages.of(facts);
    Stream<Service> service =
        facts.config().services().values().stream()
            .filter(one -> one.id().value().equals(criterion.subject()))
            .filter(one -> !listed(facts, one.id().value()));
    return switch (criterion) {
      case Criterion.KeyServiceDown _ ->
          service.flatMap(one -> keyService(outages, one).stream()).findFirst();
      case Criterion.PeopleAffected people when people.service() ->
          service.flatMap(one -> PeopleJudge.ofService(facts, outages, one).stream()).findFirst();
      case Criterion.PeopleAffected _ -> PeopleJudge.ofCustomer(facts, outages);
      case Criterion.HostGroupDown _ ->
          facts.config().groups().stream()
              .filter(one -> one.id().equals(criterion.subject()) && !listed(facts, one.id()))
              .flatMap(one -> hostGroup(outages, one).stream())
              .findFirst();
      case Criterion.SiteUnseen _ -> Optional.empty();
    };
  }

  private static boolean listed(EmergencyFacts facts, String id) {
    return facts.config().notEmergency().contains(id);
  }

  private static Optional<Criterion> keyService(Outages outages, Service service) {
    int up = (int) service.hosts().stream().filter(host -> !outages.stops(host, service)).count();
    List<ConditionKey> causes =
        service.hosts().stream().flatMap(host -> outages.stopping(host, service)).toList();
    boolean met = service.key() && up < service.minUp() && !causes.isEmpty();
    return met
        ? Optional.of(
            new Criterion.KeyServiceDown(
                service.id().value(), up, service.hosts().size(), service.minUp(), causes))
        : Optional.empty();
  }

  private static Optional<Criterion> hostGroup(Outages outages, HostGroup group) {
    List<HostId> down = group.hosts().stream().filter(outages::silent).toList();
    List<ConditionKey> causes = down.stream().flatMap(outages::silences).toList();
    boolean met = !causes.isEmpty() && tooMany(group, down.size());
    return met
        ? Optional.of(
            new Criterion.HostGroupDown(
                group.id(), down.size(), group.hosts().size(), group.down(), group.share(), causes))
        : Optional.empty();
  }

  private static boolean tooMany(HostGroup group, int down) {
    boolean byNumber = group.down().filter(limit -> down >= limit).isPresent();
    boolean byShare =
        group.share().filter(share -> down >= share * group.hosts().size()).isPresent();
    return byNumber || byShare;
  }
}
