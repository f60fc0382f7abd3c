package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code maintenance} and {@code silences} of one customer's file. */
final class SuppressionReader {
  private static final String WINDOW = "maintenance window";
  private static final String SILENCE = "silence";

  private final References references;
  private final ZoneId zone;
  private final HostChoiceReader choices;
  private final Ids windows = new Ids(WINDOW);
  private final Ids silences = new Ids(SILENCE);

  /**
   * @param customer with its hosts, sites, services and groups
   * @param zone whose clock is meant where none is named
   */
  SuppressionReader(References references, CustomerConfig customer, ZoneId zone) {
    this.zone = zone;
    this.references = references;
    this.choices = new HostChoiceReader(customer);
  }

  Suppressions read(YamlMap file) {
    return new Suppressions(
        file.each("maintenance", value -> value.map().flatMap(this::window)),
        file.each("silences", value -> value.map().flatMap(this::silence)));
  }

  /** Where they stand, by {@link Places#suppression}. */
  SortedMap<String, Position> places(CustomerId customer) {
    SortedMap<String, Position> places = new TreeMap<>();
    windows.each((id, at) -> places.put(Places.suppression(customer.value(), WINDOW, id), at));
    silences.each((id, at) -> places.put(Places.suppression(customer.value(), SILENCE, id), at));
    return places;
  }

  private Optional<MaintenanceWindow> window(YamlMap map) {
    map.expect(Shape.MAINTENANCE.keys());
    Optional<String> id = windows.define(map, name -> name);
    Optional<Schedule> schedule = schedule(map);
    return id.flatMap(
        known ->
            schedule.map(
                when ->
                    new MaintenanceWindow(
                        known,
                        choices.read(map),
                        when,
                        map.text("comment").orElse(""),
                        map.text("author").orElse(""))));
  }

  private Optional<Schedule> schedule(YamlMap map) {
    long given =
        Stream.of("from", "weekly", "calendar").filter(map::has).count()
            + (map.has("to") && !map.has("from") ? 1 : 0);
    if (given != 1) {
      map.problem(
          given == 0 ? "no time is given" : "several kinds of time are given",
          "exactly one of from and to, weekly, calendar");
      return Optional.empty();
    }
    return map.has("weekly") ? weekly(map) : map.has("calendar") ? byCalendar(map) : once(map);
  }

  private Optional<Schedule> once(YamlMap map) {
    for (String key : new String[] {"from", "to"}) {
      if (!map.has(key)) {
        map.problem(key + " is missing", "both from and to");
      }
    }
    Optional<Instant> from = map.get("from").flatMap(this::moment);
    Optional<Instant> to = map.get("to").flatMap(this::moment);
    return from.flatMap(
        begin ->
            to.filter(end -> after(map, "to", begin, end))
                .map(end -> new Schedule.Once(begin, end)));
  }

  private Optional<Instant> moment(YamlValue value) {
    return Moments.read(value, zone);
  }

  private static boolean after(YamlMap map, String key, Instant begin, Instant end) {
    boolean after = end.isAfter(begin);
    if (!after) {
      map.get(key)
          .ifPresent(value -> value.problem("does not lie after the begin", "a later moment"));
    }
    return after;
  }

  private Optional<Schedule> weekly(YamlMap map) {
    SortedMap<DayOfWeek, List<DayInterval>> hours =
        map.get("weekly").map(NightReader::read).orElseGet(TreeMap::new);
    Optional<ZoneId> place =
        map.has("zone") ? map.get("zone").flatMap(YamlValue::zone) : Optional.of(zone);
    return hours.isEmpty()
        ? Optional.empty()
        : place.map(known -> new Schedule.Weekly(known, hours));
  }

  private Optional<Schedule> byCalendar(YamlMap map) {
    boolean inside =
        map.choice("during", List.of(true, false), open -> open ? "open" : "closed").orElse(true);
    return map.get("calendar")
        .flatMap(at -> Ids.read(at).map(id -> references.use(References.Kind.CALENDAR, at, id)))
        .map(id -> new Schedule.ByCalendar(id, inside));
  }

  private Optional<Silence> silence(YamlMap map) {
    map.expect(Shape.SILENCE.keys());
    Optional<String> id = silences.define(map, name -> name);
    Instant from =
        map.has("from")
            ? map.get("from").flatMap(this::moment).orElse(Instant.EPOCH)
            : Instant.EPOCH;
    Optional<Instant> until =
        map.get("until").flatMap(this::moment).filter(end -> after(map, "until", from, end));
    List<Matcher> matchers = map.map("match").map(MatcherReader::read).orElseGet(List::of);
    return id.flatMap(
        known ->
            until
                .filter(_ -> !matchers.isEmpty())
                .map(
                    end ->
                        new Silence(
                            known,
                            matchers,
                            from,
                            end,
                            map.text("comment").orElse(""),
                            map.text("author").orElse(""))));
  }
}
