package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.people.Contact;
import dev.forebell.collector.engine.people.Ladder;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.engine.people.Rota;
import dev.forebell.collector.engine.people.WeekHours;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.CustomerContact;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.Watch;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@code people/*.yaml}: channels, contacts, groups, rotas and ladders. A contact, a group
 * and a rota never share a name, so that a ladder can name any of them.
 */
final class PeopleFiles {
  private final References references;
  private final ChannelReader channelReader;
  private final WatchReader watchReader;
  private final RotaReader rotaReader;
  private final Ids names = new Ids("contact, group or rota");
  private final Ids channelIds = new Ids("channel");
  private final Ids ladderIds = new Ids("ladder");
  private final SortedMap<String, Channel> channels = new TreeMap<>();
  private final SortedMap<String, Person> persons = new TreeMap<>();
  private final SortedMap<String, Contact> contacts = new TreeMap<>();
  private final SortedMap<String, List<String>> groups = new TreeMap<>();
  private final SortedMap<String, Rota> rotas = new TreeMap<>();
  private final SortedMap<String, Position> rotaPlaces = new TreeMap<>();
  private final SortedMap<String, Ladder> ladders = new TreeMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<URI> boards = new ArrayList<>();

  PeopleFiles(References references, Secrets secrets) {
    this.references = references;
    this.channelReader = new ChannelReader(secrets);
    this.watchReader = new WatchReader(references, secrets);
    this.rotaReader = new RotaReader(references, rotaPlaces);
  }

  void read(YamlMap file) {
    file.expect(PeopleShape.PEOPLE_FILE.keys());
    each(file, "channels", PeopleShape.CHANNEL, this::channel);
    each(file, "contacts", PeopleShape.CONTACT, this::contact);
    each(file, "groups", PeopleShape.CONTACT_GROUP, this::group);
    each(file, "rotas", PeopleShape.ROTA, this::rota);
    each(file, "ladders", PeopleShape.LADDER, this::ladder);
    file.map("watch").ifPresent(this::watch);
    file.get("board").flatMap(PeopleFiles::board).ifPresent(boards::add);
  }

  private interface Reader {
    Optional<?> read(YamlMap map);
  }

  private static void each(YamlMap file, String key, PeopleShape shape, Reader reader) {
    file.each(key, value -> value.map().flatMap(map -> reader.read(map.expect(shape.keys()))));
  }

  private static Optional<URI> board(YamlValue value) {
    String expected = "the address of the board, such as https://forebell.example.com";
    return value.parse(
        text ->
            text.matches("https?://[^\\s/]+(/[^\\s]*)?")
                ? Parsed.good(URI.create(text.replaceFirst("/$", "")))
                : Parsed.bad(Quantity.quoted(text) + " is no web address", expected),
        expected);
  }

  /**
   * All that was read.
   *
   * @param customers contacts that the customers' files name
   */
  PeopleBook book(SortedMap<CustomerId, List<CustomerContact>> customers) {
    TreeSet<String> rooms = new TreeSet<>();
    channels.values().stream().filter(Channel::isRoom).map(Channel::id).forEach(rooms::add);
    return new PeopleBook(
        new Roster(contacts, groups, rotas, ladders, rooms),
        persons,
        channels,
        watches.stream().findFirst(),
        boards.stream().findFirst(),
        customers);
  }

  /** All channels that were named, also those with mistakes. */
  Set<String> channelNames() {
    return channelIds.names();
  }

  /** Where each rota stands. */
  SortedMap<String, Position> rotaPlaces() {
    return rotaPlaces;
  }

  private Optional<Channel> channel(YamlMap map) {
    Optional<Channel> channel =
        channelIds.define(map, id -> id).flatMap(id -> channelReader.read(id, map));
    channel.ifPresent(one -> channels.put(one.id(), one));
    return channel;
  }

  private Optional<Contact> contact(YamlMap map) {
    ZoneId zone =
        map.has("zone")
            ? map.get("zone").flatMap(YamlValue::zone).orElse(ZoneId.of("UTC"))
            : ZoneId.of("UTC");
    WeekHours quiet =
        new WeekHours(zone, map.get("quiet").map(NightReader::read).orElseGet(TreeMap::new));
    if (map.has("quiet") && !map.has("zone")) {
      map.problem("zone is missing: whose clock tells the quiet hours?", "zone: Asia/Shanghai");
    }
    SortedMap<String, String> addresses = addresses(map, references);
    Optional<String> id = names.define(map, name -> name);
    id.ifPresent(
        known ->
            persons.put(
                known,
                new Person(known, map.text("name").orElse(known), language(map), zone, addresses)));
    Optional<Contact> contact =
        id.map(known -> new Contact(known, quiet, List.copyOf(addresses.keySet())));
    contact.ifPresent(one -> contacts.put(one.id(), one));
    return contact;
  }

  static Language language(YamlMap map) {
    return map.choice("language", List.of(Language.values()), Language::id).orElse(Language.EN);
  }

  /** The key {@code addresses}: by channel. */
  static SortedMap<String, String> addresses(YamlMap map, References references) {
    SortedMap<String, String> addresses = new TreeMap<>();
    Optional<YamlMap> given = map.map("addresses");
    given.ifPresent(
        by ->
            by.keys()
                .forEach(
                    channel ->
                        by.get(channel)
                            .ifPresent(
                                at -> {
                                  references.use(References.Kind.ADDRESS, at, channel);
                                  at.text()
                                      .filter(text -> isAddress(at, text))
                                      .ifPresent(text -> addresses.put(channel, text));
                                })));
    return addresses;
  }

  private static boolean isAddress(YamlValue at, String text) {
    boolean plain = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    if (!plain) {
      at.problem("is no address", "one line, such as li@example.com or \"+8613800000000\"");
    }
    return plain;
  }

  private Optional<String> group(YamlMap map) {
    List<String> members = map.each("members", this::contactName);
    Optional<String> id = names.define(map, name -> name);
    id.ifPresent(known -> groups.put(known, members));
    return id;
  }

  private Optional<String> contactName(YamlValue value) {
    return Ids.read(value).map(id -> references.use(References.Kind.CONTACT, value, id));
  }

  private Optional<Rota> rota(YamlMap map) {
    Optional<Rota> rota = names.define(map, id -> id).flatMap(id -> rotaReader.read(id, map));
    rota.ifPresent(one -> rotas.put(one.id(), one));
    return rota;
  }

  private Optional<Ladder> ladder(YamlMap map) {
    RungReader reader = new RungReader(references);
    Optional<Ladder> ladder =
        ladderIds.define(map, id -> new Ladder(id, map.each("steps", reader::read)));
    ladder.ifPresent(one -> ladders.put(one.id(), one));
    return ladder;
  }

  private void watch(YamlMap map) {
    if (!watches.isEmpty()) {
      map.problem("the collector's own watch is already given in another file", "it once");
    }
    watchReader.read(map.expect(PeopleShape.WATCH.keys())).ifPresent(watches::add);
  }
}
