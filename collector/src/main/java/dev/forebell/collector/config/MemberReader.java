package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.HostGroup;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what is made of one customer's hosts: {@code services} and {@code groups}. */
final class MemberReader {
  private static final int MOST = 10_000_000;
  private final Ids services = new Ids("service");
  private final Ids groups = new Ids("group");
  private final References references;
  private final SortedMap<HostId, Host> hosts;

  MemberReader(References references, SortedMap<HostId, Host> hosts) {
    this.references = references;
    this.hosts = hosts;
  }

  Optional<Service> service(YamlValue value) {
    return value.map().flatMap(map -> service(map.expect(Shape.SERVICE.keys())));
  }

  private Optional<Service> service(YamlMap map) {
    Optional<ServiceId> id = services.define(map, ServiceId::new);
    List<HostId> members = members(map);
    Service service =
        new Service(
            id.orElseGet(() -> new ServiceId("unnamed")),
            map.bool("key").orElse(false),
            atMostMembers(map, "min_up", members).orElse(1),
            members,
            map.integer("people", 0, MOST).orElse(0),
            map.each("outage_when", this::rule),
            CustomerFiles.contract(map, references));
    return id.map(known -> service);
  }

  Optional<HostGroup> group(YamlValue value) {
    return value.map().flatMap(map -> group(map.expect(Shape.GROUP.keys())));
  }

  private Optional<HostGroup> group(YamlMap map) {
    Optional<String> id = groups.define(map, name -> name);
    List<HostId> members = members(map);
    if (map.has("down") == map.has("share")) {
      map.problem(
          map.has("down") ? "down and share are both given" : "neither down nor share is given",
          "exactly one of down, share");
    }
    Optional<Integer> down = atMostMembers(map, "down", members);
    Optional<Double> share = map.share("share");
    return id.map(known -> new HostGroup(known, members, down, share));
  }

  private Optional<RuleId> rule(YamlValue value) {
    return Ids.read(value).map(id -> new RuleId(references.use(References.Kind.RULE, value, id)));
  }

  private List<HostId> members(YamlMap map) {
    Optional<YamlValue> list = map.get("hosts");
    Ids once = new Ids("member");
    List<HostId> members =
        list.map(value -> value.each(item -> member(item, once))).orElse(List.of());
    list.filter(YamlValue::isEmptyList)
        .ifPresent(value -> value.problem("no host is named", "at least one host"));
    return members;
  }

  private Optional<HostId> member(YamlValue value, Ids once) {
    return Ids.read(value)
        .filter(id -> once.claim(value, id))
        .map(HostId::new)
        .filter(id -> isKnown(value, id));
  }

  private boolean isKnown(YamlValue value, HostId id) {
    boolean known = hosts.containsKey(id);
    if (!known) {
      List<String> names = hosts.keySet().stream().map(HostId::value).toList();
      value.problem(
          "the customer has no host "
              + Quantity.quoted(id.value())
              + NearestName.hint(id.value(), names),
          "the id of a host under hosts");
    }
    return known;
  }

  private static Optional<Integer> atMostMembers(YamlMap map, String key, List<HostId> members) {
    Optional<Integer> number = map.integer(key, 1, MOST);
    number
        .filter(n -> n > members.size() && !members.isEmpty())
        .flatMap(n -> map.get(key))
        .ifPresent(
            value ->
                value.problem(
                    "more than the hosts in it: " + members.size(),
                    "a whole number from 1 to " + members.size()));
    return number;
  }
}
