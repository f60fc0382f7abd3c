package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.HostGroup;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * Reads which of a customer's hosts are meant: {@code hosts}, {@code sites}, {@code services},
 * {@code groups}, {@code kinds}, {@code labels}.
 */
record HostChoiceReader(CustomerConfig customer) {

  HostChoice read(YamlMap map) {
    List<String> hosts = customer.hosts().keySet().stream().map(HostId::value).toList();
    List<String> sites = customer.sites().keySet().stream().map(SiteId::value).toList();
    List<String> services = customer.services().keySet().stream().map(ServiceId::value).toList();
    List<String> groups = customer.groups().stream().map(HostGroup::id).toList();
    return new HostChoice(
        names(map, "hosts", "host", hosts).stream().map(HostId::new).toList(),
        names(map, "sites", "site", sites).stream().map(SiteId::new).toList(),
        names(map, "services", "service", services).stream().map(ServiceId::new).toList(),
        names(map, "groups", "group", groups),
        map.oneOrEach("kinds", ScopeReader::kind),
        map.get("labels").map(ScopeReader::attributes).orElse(Attributes.NONE));
  }

  private static List<String> names(YamlMap map, String key, String noun, List<String> known) {
    map.get(key)
        .filter(YamlValue::isEmptyList)
        .ifPresent(value -> value.problem("is empty", "names, or no key for all of them"));
    return map.oneOrEach(key, value -> name(value, noun, known));
  }

  private static Optional<String> name(YamlValue value, String noun, List<String> known) {
    Optional<String> name = Ids.read(value);
    name.filter(one -> !known.contains(one))
        .ifPresent(
            one ->
                value.problem(
                    "the customer has no "
                        + noun
                        + " "
                        + Quantity.quoted(one)
                        + NearestName.hint(one, known),
                    "the id of a " + noun + " of this file"));
    return name.filter(known::contains);
  }
}
