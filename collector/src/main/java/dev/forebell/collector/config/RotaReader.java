package dev.forebell.collector.config;

import dev.forebell.collector.engine.people.Layer;
import dev.forebell.collector.engine.people.Rota;
import dev.forebell.collector.engine.people.Substitution;
import dev.forebell.collector.engine.people.WeekHours;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads one duty rota.
 *
 * @param places gets where each rota stands
 */
record RotaReader(References references, SortedMap<String, Position> places) {
  private static final String DAYS = "a turn of whole days, such as 7d or 1d";
  private static final String CLOCK = "a time of day such as 09:00";
  private static final int DAY_SECONDS = 86_400;

  Optional<Rota> read(String id, YamlMap map) {
    places.put(id, map.position());
    ZoneId zone = map.get("zone").flatMap(YamlValue::zone).orElse(ZoneOffset.UTC);
    return Optional.of(
        new Rota(
            id,
            zone,
            map.each(
                "layers",
                value -> value.map().flatMap(m -> layer(m.expect(PeopleShape.LAYER.keys()), zone))),
            map.each(
                "overrides",
                value ->
                    value
                        .map()
                        .flatMap(m -> swap(m.expect(PeopleShape.ROTA_OVERRIDE.keys()), zone)))));
  }

  private Optional<Layer> layer(YamlMap map, ZoneId zone) {
    List<String> members = map.each("members", this::contact);
    if (map.get("members").filter(YamlValue::isEmptyList).isPresent()) {
      map.problem("a layer without members never has anybody on duty", "at least one contact");
    }
    Optional<LocalDate> from = map.get("from").flatMap(YamlValue::date);
    Optional<LocalDate> until = map.get("until").flatMap(YamlValue::date);
    until
        .filter(last -> from.filter(last::isAfter).isEmpty() && from.isPresent())
        .flatMap(_ -> map.get("until"))
        .ifPresent(value -> value.problem("the layer ends before it begins", "a later day"));
    int days = map.get("turn").flatMap(value -> value.parse(RotaReader::days, DAYS)).orElse(7);
    LocalTime handover =
        map.get("handover")
            .flatMap(value -> value.parse(RotaReader::clock, CLOCK))
            .orElse(LocalTime.MIDNIGHT);
    Optional<WeekHours> hours =
        map.get("hours").map(NightReader::read).map(week -> new WeekHours(zone, week));
    return from.filter(_ -> !members.isEmpty())
        .map(first -> new Layer(first, until, days, handover, members, hours));
  }

  private Optional<String> contact(YamlValue value) {
    return Ids.read(value).map(id -> references.use(References.Kind.CONTACT, value, id));
  }

  private static Parsed<Integer> days(String text) {
    return switch (Quantity.duration(text)) {
      case Parsed.Good<Duration>(Duration d)
          when d.toSeconds() > 0 && d.toSeconds() % DAY_SECONDS == 0 && d.toDays() <= 366 ->
          Parsed.good((int) d.toDays());
      default -> Parsed.bad(Quantity.quoted(text) + " is no number of whole days", DAYS);
    };
  }

  private static Parsed<LocalTime> clock(String text) {
    int second = WeekReader.second(text);
    return second < 0 || second == DAY_SECONDS
        ? Parsed.bad(Quantity.quoted(text) + " is no time of day", CLOCK)
        : Parsed.good(LocalTime.ofSecondOfDay(second));
  }

  private Optional<Substitution> swap(YamlMap map, ZoneId zone) {
    Optional<Instant> from = map.get("from").flatMap(value -> Moments.read(value, zone));
    Optional<Instant> to = map.get("to").flatMap(value -> Moments.read(value, zone));
    Optional<String> who = map.get("who").flatMap(this::contact);
    if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
      map.problem("the override ends before it begins", "a later end");
    }
    return from.flatMap(
        begin -> to.flatMap(end -> who.map(name -> new Substitution(begin, end, name))));
  }
}
