package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.people.Rung;
import dev.forebell.collector.engine.people.Rung.Timing;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the steps of one ladder; they are numbered as they come. */
final class RungReader {
  private static final String TIME = "exactly one of after and share";

  private final References references;
  private int number;

  RungReader(References references) {
    this.references = references;
  }

  Optional<Rung> read(YamlValue value) {
    number++;
    return value.map().flatMap(map -> rung(map.expect(PeopleShape.RUNG.keys())));
  }

  private Optional<Rung> rung(YamlMap map) {
    Optional<YamlMap> when = map.map("when").map(w -> w.expect(PeopleShape.RUNG_WHEN.keys()));
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    when.ifPresent(
        w ->
            severities.addAll(
                w.oneOrEach("severity", v -> v.choice(List.of(Severity.values()), Severity::id))));
    List<String> tell = map.oneOrEach("tell", value -> name(References.Kind.PEOPLE, value));
    List<String> by = map.oneOrEach("by", value -> name(References.Kind.CHANNEL, value));
    if (tell.isEmpty() && by.isEmpty() && !map.has("tell") && !map.has("by")) {
      map.problem("the step tells nobody", "tell, by or both");
    }
    boolean untilOver =
        map.choice("until", List.of(false, true), over -> over ? "over" : "acted").orElse(false);
    Optional<Boolean> emergency = when.flatMap(w -> w.bool("emergency"));
    int own = number;
    return timing(map)
        .map(timing -> new Rung(own, timing, severities, emergency, tell, by, untilOver));
  }

  private Optional<String> name(References.Kind kind, YamlValue value) {
    return Ids.read(value).map(id -> references.use(kind, value, id));
  }

  private static Optional<Timing> timing(YamlMap map) {
    if (map.has("after") == map.has("share")) {
      map.problem("a step has one time", TIME);
      return Optional.empty();
    }
    if (map.has("clock") != map.has("share")) {
      map.problem("clock and share go together", "such as share: 80% and clock: response");
    }
    return map.has("after")
        ? map.get("after").flatMap(RungReader::after)
        : map.choice("clock", List.of(ClockName.values()), ClockName::id)
            .flatMap(clock -> percent(map).map(share -> new Timing.ShareOf(clock, share)));
  }

  private static Optional<Timing> after(YamlValue value) {
    return Durations.within(value, "0s", "30d").map(Timing.After::new);
  }

  private static Optional<Integer> percent(YamlMap map) {
    Optional<YamlValue> given = map.get("share");
    Optional<Integer> percent =
        given.flatMap(YamlValue::share).map(share -> (int) Math.round(share * 100));
    percent
        .filter(share -> share < 1)
        .flatMap(_ -> given)
        .ifPresent(value -> value.problem("nothing has run yet", "1% to 100%"));
    return percent.filter(share -> share >= 1);
  }
}
