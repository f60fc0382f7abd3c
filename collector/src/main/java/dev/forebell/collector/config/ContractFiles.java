package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.sla.Anchor;
import dev.forebell.collector.engine.sla.AnchorPoint;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.engine.sla.KeyMoment;
import dev.forebell.collector.engine.sla.StopPoint;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code contracts/*.yaml}: one version of one contract a file. */
final class ContractFiles {
  /** Long before any incident. */
  private static final LocalDate ALWAYS = LocalDate.of(1970, 1, 1);

  private static final String END_OF_DAY = "end_of_day";
  private static final Duration REOPEN_WITHIN = Duration.ofMinutes(30);
  private static final Anchor WRITTEN =
      new Anchor(List.of(AnchorPoint.DETECTED, AnchorPoint.REPORTED));
  private static final Anchor INTERNAL = new Anchor(List.of(AnchorPoint.DETECTED));
  private final Ids versions = new Ids("contract version");
  private final SortedMap<String, List<Contract>> contracts = new TreeMap<>();
  private final SortedMap<String, LocalDate> newest = new TreeMap<>();
  private final SortedMap<String, Position> places = new TreeMap<>();
  private final References references;

  ContractFiles(References references) {
    this.references = references;
  }

  void read(YamlMap file) {
    file.expect(Shape.CONTRACT_FILE.keys());
    file.map("contract")
        .flatMap(map -> contract(file, map.expect(Shape.CONTRACT.keys())))
        .ifPresent(
            contract ->
                contracts.computeIfAbsent(contract.id(), id -> new ArrayList<>()).add(contract));
  }

  /** By id, every version, valid-from order. */
  SortedMap<String, List<Contract>> contracts() {
    contracts.values().forEach(list -> list.sort(Comparator.comparing(Contract::validFrom)));
    return contracts;
  }

  private Optional<Contract> contract(YamlMap file, YamlMap map) {
    Optional<String> id = map.get("id").flatMap(Ids::read);
    LocalDate from = map.get("valid_from").flatMap(YamlValue::date).orElse(ALWAYS);
    boolean endOfDay = endOfDay(map);
    boolean always =
        map.get("calendar")
            .filter(YamlValue::isText)
            .flatMap(YamlValue::text)
            .filter(BusinessCalendar.ALWAYS::equals)
            .isPresent();
    List<KeyMoment> moments = map.each("key_moments", new KeyMomentReader()::read);
    Set<String> names = moments.stream().map(KeyMoment::id).collect(Collectors.toSet());
    Contract contract =
        new Contract(
            id.orElse("unnamed"),
            from,
            validTo(map, from),
            map.get("calendar").flatMap(value -> calendar(value, references)).orElse("unnamed"),
            map.bool("makeup_days").orElse(true),
            map.bool("holidays").orElse(true),
            map.duration("reopen_within").orElse(REOPEN_WITHIN),
            new TreeSet<>(map.each("pause", Ids::read)),
            responseStops(map),
            file.each(
                "targets", new TargetReader(references, WRITTEN, names, endOfDay, always)::read),
            file.each(
                "internal", new TargetReader(references, INTERNAL, names, endOfDay, always)::read),
            moments,
            EscalationReader.read(map, references),
            endOfDay,
            Fingerprint.of(file.canonical()));
    id.ifPresent(known -> place(map, known, from));
    return id.filter(known -> isOnlyVersion(map, known, from)).map(known -> contract);
  }

  private void place(YamlMap map, String id, LocalDate from) {
    if (newest.merge(id, from, (old, now) -> now.isAfter(old) ? now : old).equals(from)) {
      map.get(map.has("valid_to") ? "valid_to" : "id")
          .ifPresent(at -> places.put(id, at.position()));
    }
  }

  /** Where the newest version of each contract ends, or begins. */
  SortedMap<String, Position> places() {
    return places;
  }

  private boolean isOnlyVersion(YamlMap map, String id, LocalDate from) {
    return map.get(map.has("valid_from") ? "valid_from" : "id")
        .filter(at -> versions.claim(at, id + " from " + from))
        .isPresent();
  }

  /** How '2wd' is read: as hours of working days, or as the end of the second one. */
  private static boolean endOfDay(YamlMap map) {
    return map.choice("working_days", List.of("hours", END_OF_DAY), name -> name)
        .filter(END_OF_DAY::equals)
        .isPresent();
  }

  private static Optional<LocalDate> validTo(YamlMap map, LocalDate from) {
    Optional<LocalDate> to = map.get("valid_to").flatMap(YamlValue::date);
    to.filter(date -> date.isBefore(from))
        .flatMap(date -> map.get("valid_to"))
        .ifPresent(
            value -> value.problem("the contract ends before it begins", "a day from " + from));
    return to;
  }

  private static Set<StopPoint> responseStops(YamlMap map) {
    if (!map.has("response_stops")) {
      return EnumSet.allOf(StopPoint.class);
    }
    Set<StopPoint> stops = EnumSet.noneOf(StopPoint.class);
    stops.addAll(
        map.each("response_stops", v -> v.choice(List.of(StopPoint.values()), StopPoint::id)));
    map.get("response_stops")
        .filter(YamlValue::isEmptyList)
        .ifPresent(
            v ->
                v.problem(
                    "nothing would ever stop a response clock", "contacted, acknowledged or both"));
    return stops;
  }

  static Optional<String> calendar(YamlValue value, References references) {
    return Ids.read(value).map(id -> references.use(References.Kind.CALENDAR, value, id));
  }
}
