package dev.forebell.collector.config;

import dev.forebell.collector.engine.people.Rota;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stretches in the coming weeks in which a rota has nobody on duty. */
public final class DutyGaps {
  /** How far a rota is looked at. */
  static final Duration AHEAD = Duration.ofDays(28);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private DutyGaps() {}

  /** One warning for each rota that has gaps; it names the first. */
  public static List<Problem> at(Instant now, Configuration configuration) {
    return configuration.people().roster().rotas().values().stream()
        .flatMap(rota -> gap(rota, now, configuration).stream())
        .toList();
  }

  private static Optional<Problem> gap(Rota rota, Instant now, Configuration configuration) {
    List<Rota.Shift> gaps =
        rota.shifts(now, now.plus(AHEAD)).stream().filter(one -> one.who().isEmpty()).toList();
    return gaps.stream()
        .findFirst()
        .map(
            first ->
                new Problem(
                    configuration
                        .places()
                        .rotas()
                        .getOrDefault(rota.id(), Position.startOf("people")),
                    "nobody is on duty from %s to %s (%s)%s"
                        .formatted(
                            time(first.from(), rota),
                            time(first.to(), rota),
                            rota.zone(),
                            more(gaps.size() - 1)),
                    "a layer or an override that covers it"));
  }

  private static String time(Instant at, Rota rota) {
    return TIME.format(at.atZone(rota.zone()));
  }

  private static String more(int others) {
    return others == 0 ? "" : ", and %d times more within 4 weeks".formatted(others);
  }
}
