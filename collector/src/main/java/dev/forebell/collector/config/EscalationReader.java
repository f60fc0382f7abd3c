package dev.forebell.collector.config;

import dev.forebell.collector.engine.sla.Escalation;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads when a contract wants people told before a promise is broken. */
final class EscalationReader {
  private static final String WORKING_TIME = "working_time";
  private static final String AT_ONCE = "at_once";

  private EscalationReader() {}

  static Escalation read(YamlMap contract, References references) {
    return contract
        .map("escalation")
        .map(map -> escalation(map.expect(Shape.ESCALATION.keys()), references))
        .orElse(Escalation.USUAL);
  }

  private static Escalation escalation(YamlMap map, References references) {
    Optional<Duration> unacknowledged = positive(map, "unacknowledged");
    Optional<Duration> idle = positive(map, "idle");
    Optional<Duration> inEmergency = positive(map, "idle_in_emergency");
    return new Escalation(
        map.has("marks") ? marks(map) : Escalation.USUAL.marks(),
        map.choice("timing", List.of(AT_ONCE, WORKING_TIME), name -> name)
            .filter(WORKING_TIME::equals)
            .isPresent(),
        unacknowledged,
        idle,
        inEmergency.orElse(Escalation.USUAL.idleInEmergency()),
        map.get("ladder")
            .flatMap(
                value ->
                    Ids.read(value).map(id -> references.use(References.Kind.LADDER, value, id))));
  }

  private static Optional<Duration> positive(YamlMap map, String key) {
    Optional<Duration> length = map.duration(key);
    length
        .filter(Duration::isZero)
        .flatMap(_ -> map.get(key))
        .ifPresent(value -> value.problem("nobody can act in no time", "a duration such as 10m"));
    return length;
  }

  private static List<Integer> marks(YamlMap map) {
    return map.oneOrEach("marks", EscalationReader::mark).stream().distinct().sorted().toList();
  }

  private static Optional<Integer> mark(YamlValue value) {
    Optional<Integer> percent = value.share().map(share -> (int) Math.round(share * 100));
    percent
        .filter(mark -> mark < 1 || mark > 99)
        .ifPresent(_ -> value.problem("the breach is always told", "1% to 99%, such as 80%"));
    return percent.filter(mark -> mark >= 1 && mark <= 99);
  }
}
