package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import java.util.List;
import java.util.Optional;

/** Whether the greater part of the people cannot work. */
final class PeopleJudge {
  private PeopleJudge() {}

  static Optional<Criterion> ofService(EmergencyFacts facts, Outages outages, Service service) {
    List<HostId> down = affected(outages, service.hosts());
    int staff = facts.config().people();
    int seats = seats(facts.config(), service.hosts());
    if (seats == 0 && service.people() > 0 && isOut(outages, service)) {
      int people = Math.max(service.people(), staff);
      return criterion(facts, outages, service.id().value(), true, people, down, service.people());
    }
    int people = service.people() > 0 ? service.people() : staff;
    int expected = service.people() > 0 ? service.people() : Math.min(staff, seats);
    List<HostId> left = service.hosts().stream().filter(outages::serves).toList();
    int free = seats(facts.config(), left);
    // Nobody finds a seat on a member that is down for maintenance either, which is no cause.
    int withoutSeat = down.isEmpty() || seats == 0 ? 0 : Math.max(0, expected - free);
    return criterion(facts, outages, service.id().value(), true, people, down, withoutSeat);
  }

  /** No member serves. */
  private static boolean isOut(Outages outages, Service service) {
    return service.hosts().stream()
        .allMatch(host -> outages.stopping(host, service).findAny().isPresent());
  }

  static Optional<Criterion> ofCustomer(EmergencyFacts facts, Outages outages) {
    CustomerConfig config = facts.config();
    if (!mayBeMet(facts, outages)) {
      return Optional.empty();
    }
    List<HostId> down = affected(outages, List.copyOf(config.hosts().keySet()));
    return criterion(facts, outages, config.id().value(), false, config.people(), down, 0);
  }

  /** Whether enough people are on hosts with an outage: cheap, for it is asked at every step. */
  private static boolean mayBeMet(EmergencyFacts facts, Outages outages) {
    CustomerConfig config = facts.config();
    int people = 0;
    for (Host host : config.hosts().values()) {
      boolean anybody = host.assigned() > 0 || facts.people().containsKey(host.id());
      if (anybody && outages.causes(host.id()).findAny().isPresent()) {
        people += count(facts, host.id()).people();
      }
    }
    int affected = Math.min(config.people(), people);
    return affected > 0 && affected >= config.peopleShare() * config.people();
  }

  private static List<HostId> affected(Outages outages, List<HostId> hosts) {
    return hosts.stream().filter(host -> outages.causes(host).findAny().isPresent()).toList();
  }

  private static Optional<Criterion> criterion(
      EmergencyFacts facts,
      Outages outages,
      String subject,
      boolean service,
      int people,
      List<HostId> down,
      int withoutSeat) {
    List<HostPeople> counts = down.stream().map(host -> count(facts, host)).toList();
    int onItNow = counts.stream().mapToInt(HostPeople::people).sum();
    int affected = Math.min(people, Math.max(onItNow, withoutSeat));
    double share = facts.config().peopleShare();
    boolean met = affected > 0 && affected >= share * people;
    List<ConditionKey> causes = down.stream().flatMap(outages::causes).toList();
    return met
        ? Optional.of(
            new Criterion.PeopleAffected(
                subject,
                service,
                desktops(facts.config(), down),
                affected,
                onItNow,
                withoutSeat,
                people,
                share,
                counts,
                causes))
        : Optional.empty();
  }

  private static boolean desktops(CustomerConfig config, List<HostId> down) {
    return down.stream()
        .flatMap(host -> Optional.ofNullable(config.hosts().get(host)).stream())
        .allMatch(host -> host.kind() == HostKind.VDI_HOST);
  }

  private static HostPeople count(EmergencyFacts facts, HostId host) {
    Optional<PeopleCount> counted = Optional.ofNullable(facts.people().get(host));
    return new HostPeople(
        host,
        counted.map(PeopleCount::people).orElse(0),
        counted.map(PeopleCount::countedAt),
        Optional.ofNullable(facts.config().hosts().get(host)).map(Host::assigned).orElse(0));
  }

  private static int seats(CustomerConfig config, List<HostId> hosts) {
    return hosts.stream()
        .flatMap(host -> Optional.ofNullable(config.hosts().get(host)).stream())
        .mapToInt(Host::seats)
        .sum();
  }
}
