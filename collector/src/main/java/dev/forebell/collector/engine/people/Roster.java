package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everybody who can be told, and when. A name is a contact, a group or a rota, and only one of
 * them.
 *
 * @param groups ids of contacts, by name
 * @param rooms channels that reach a room instead of a contact
 */
public record Roster(
    SortedMap<String, Contact> contacts,
    SortedMap<String, List<String>> groups,
    SortedMap<String, Rota> rotas,
    SortedMap<String, Ladder> ladders,
    SortedSet<String> rooms) {
  /** Nobody. */
  public static final Roster NONE =
      new Roster(
          new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

  public Roster {
    contacts = Collections.unmodifiableSortedMap(new TreeMap<>(contacts));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    rotas = Collections.unmodifiableSortedMap(new TreeMap<>(rotas));
    ladders = Collections.unmodifiableSortedMap(new TreeMap<>(ladders));
    rooms = Collections.unmodifiableSortedSet(new TreeSet<>(rooms));
  }

  /**
   * Whom a step reaches.
   *
   * @param urgent an emergency breaks quiet hours
   */
  public Reach reach(Rung rung, Instant at, boolean urgent) {
    List<Telling> tellings = new ArrayList<>();
    List<String> quiet = new ArrayList<>();
    List<Instant> ends = new ArrayList<>();
    for (Contact contact : people(rung.tell(), at)) {
      Optional<Instant> until = urgent ? Optional.empty() : contact.quietUntil(at);
      if (until.isPresent()) {
        quiet.add(contact.id());
        ends.add(until.get());
      } else {
        channels(rung, contact)
            .map(channel -> new Telling(Optional.of(contact.id()), channel))
            .forEach(tellings::add);
      }
    }
    rung.by().stream()
        .filter(name -> rooms.contains(name))
        .map(room -> new Telling(Optional.empty(), room))
        .forEach(tellings::add);
    return new Reach(tellings, quiet, ends.stream().min(Instant::compareTo));
  }

  private static Stream<String> channels(Rung rung, Contact contact) {
    return rung.by().isEmpty()
        ? contact.channels().stream()
        : rung.by().stream().filter(contact.channels()::contains);
  }

  /** The contacts that names stand for at an instant, each once. */
  public List<Contact> people(List<String> names, Instant at) {
    Set<Contact> people = new LinkedHashSet<>();
    names.stream()
        .flatMap(name -> named(name, at))
        .flatMap(id -> Optional.ofNullable(contacts.get(id)).stream())
        .forEach(people::add);
    return List.copyOf(people);
  }

  private Stream<String> named(String name, Instant at) {
    if (groups.containsKey(name)) {
      return groups.getOrDefault(name, List.of()).stream();
    }
    return rotas.containsKey(name)
        ? Optional.ofNullable(rotas.get(name)).flatMap(rota -> rota.onDuty(at)).stream()
        : Stream.of(name);
  }
}
