package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads the {@code hosts} of one customer.
 *
 * @param ids of all customers' hosts
 * @param sites the customer's; empty: those that its hosts name
 * @param topology is told what hosts run on
 */
record HostReader(
    Ids ids, References references, SortedMap<SiteId, Site> sites, TopologyReader topology) {
  private static final int MOST_SEATS = 100_000;
  private static final SiteId NO_SITE = new SiteId("unknown");

  Optional<Host> read(YamlValue value) {
    return value.map().flatMap(map -> host(map.expect(Shape.HOST.keys())));
  }

  private Optional<Host> host(YamlMap map) {
    Optional<HostId> id = ids.define(map, HostId::new);
    id.ifPresent(known -> topology.host(map, known));
    Host host =
        new Host(
            id.orElseGet(() -> new HostId("unnamed")),
            site(map),
            map.get("kind").flatMap(ScopeReader::kind).orElse(HostKind.SERVER),
            map.integer("seats", 0, MOST_SEATS).orElse(0),
            map.integer("assigned", 0, MOST_SEATS).orElse(0),
            map.get("confirm").flatMap(value -> Durations.within(value, "1s", "1h")),
            CustomerFiles.contract(map, references),
            map.get("labels").map(ScopeReader::attributes).orElse(Attributes.NONE));
    return id.map(known -> host);
  }

  /** Who has one site need not name it on every host; who lists none names them on the hosts. */
  private SiteId site(YamlMap map) {
    if (!map.has("site") && sites.size() > 1) {
      map.problem("the host names no site", oneOf());
    }
    return map.get("site")
        .flatMap(this::site)
        .orElseGet(() -> sites.isEmpty() ? NO_SITE : sites.firstKey());
  }

  private String oneOf() {
    return "one of " + String.join(", ", sites.keySet().stream().map(SiteId::value).toList());
  }

  private Optional<SiteId> site(YamlValue value) {
    Optional<SiteId> site = Ids.read(value).map(SiteId::new);
    List<String> known = sites.keySet().stream().map(SiteId::value).toList();
    site.filter(id -> !sites.isEmpty() && !sites.containsKey(id))
        .ifPresent(
            id ->
                value.problem(
                    "the customer has no site "
                        + Quantity.quoted(id.value())
                        + NearestName.hint(id.value(), known),
                    oneOf()));
    return site;
  }
}
