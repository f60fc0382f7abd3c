package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.port.CustomerContact;
import dev.forebell.collector.port.Person;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the people of a customer who are told of changes. */
final class CustomerContactReader {
  private final References references;
  private final CustomerConfig customer;
  private final Ids ids = new Ids("contact of this customer");

  CustomerContactReader(References references, CustomerConfig customer) {
    this.references = references;
    this.customer = customer;
  }

  Optional<CustomerContact> read(YamlValue value) {
    return value.map().flatMap(map -> contact(map.expect(Shape.CUSTOMER_CONTACT.keys())));
  }

  private Optional<CustomerContact> contact(YamlMap map) {
    return ids.define(map, id -> id)
        .map(
            id ->
                new CustomerContact(
                    new Person(
                        id,
                        map.text("name").orElse(id),
                        map.has("language") ? PeopleFiles.language(map) : customer.language(),
                        map.get("zone").flatMap(YamlValue::zone).orElse(customer.zone()),
                        PeopleFiles.addresses(map, references)),
                    new TreeSet<>(map.each("events", Endpoints::event))));
  }
}
