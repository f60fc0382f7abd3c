package dev.forebell.collector.port;

import dev.forebell.collector.engine.people.Roster;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everybody who can be told, and how.
 *
 * @param persons by id: the roster's contacts
 * @param channels by id
 */
public record PeopleBook(
    Roster roster,
    SortedMap<String, Person> persons,
    SortedMap<String, Channel> channels,
    Optional<Watch> watch) {
  /** Nobody. */
  public static final PeopleBook NONE =
      new PeopleBook(Roster.NONE, new TreeMap<>(), new TreeMap<>(), Optional.empty());
}
