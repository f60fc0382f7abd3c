package dev.forebell.collector.port;

import dev.forebell.collector.engine.people.Roster;
import dev.forebell.common.model.CustomerId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everybody who can be told, and how.
 *
 * @param persons by id: the roster's contacts
 * @param channels by id
 * @param board where people open the board; messages link to it
 * @param customers contacts of the customers themselves
 */
public record PeopleBook(
    Roster roster,
    SortedMap<String, Person> persons,
    SortedMap<String, Channel> channels,
    Optional<Watch> watch,
    Optional<URI> board,
    SortedMap<CustomerId, List<CustomerContact>> customers) {
  /** Nobody. */
  public static final PeopleBook NONE =
      new PeopleBook(
          Roster.NONE,
          new TreeMap<>(),
          new TreeMap<>(),
          Optional.empty(),
          Optional.empty(),
          new TreeMap<>());
}
