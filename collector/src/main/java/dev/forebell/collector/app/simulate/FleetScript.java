package dev.forebell.collector.app.simulate;

import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlTree;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happens in a simulation and when: a YAML file. */
public final class FleetScript {
  private static final Keys EVENT =
      Keys.required("at", "do").andOptional("hosts", "site", "to", "for", "by", "expect");
  private static final Duration BACK = Duration.ofSeconds(5);
  private static final double FULL = 0.99;

  private final List<Mishap> mishaps;

  private FleetScript(List<Mishap> mishaps) {
    this.mishaps = mishaps;
  }

  /** Nothing happens. */
  public static FleetScript none() {
    return new FleetScript(List.of());
  }

  /**
   * Reads a script.
   *
   * @param file its name, for messages
   * @param problems gets every mistake with its place
   */
  public static FleetScript parse(String file, String text, Problems problems) {
    List<Mishap> mishaps =
        YamlTree.parse(file, text, problems)
            .map(map -> map.expect(Keys.required("events")))
            .map(map -> map.each("events", value -> value.map().flatMap(FleetScript::mishap)))
            .orElse(List.of());
    return new FleetScript(mishaps.stream().sorted(Comparator.comparing(Mishap::at)).toList());
  }

  List<Mishap> mishaps() {
    return mishaps;
  }

  private static Optional<Mishap> mishap(YamlMap event) {
    event.expect(EVENT);
    Optional<Duration> at = event.duration("at");
    Optional<Mishap.What> what = event.get("do").flatMap(verb -> what(verb, event));
    Optional<Mishap.Whom> whom = whom(event);
    return at.isPresent() && what.isPresent() && whom.isPresent()
        ? Optional.of(new Mishap(at.get(), what.get(), whom.get(), event.text("expect")))
        : Optional.empty();
  }

  private static Optional<Mishap.What> what(YamlValue verb, YamlMap event) {
    Optional<Duration> lasts = event.duration("for");
    return verb.text()
        .flatMap(
            name ->
                switch (name) {
                  case "fill" ->
                      Optional.of(new Mishap.What.Fill(event.share("to").orElse(FULL), lasts));
                  case "silence" -> needed(event, "for", lasts).map(Mishap.What.Silence::new);
                  case "kill" -> Optional.of(new Mishap.What.Kill(lasts.orElse(BACK)));
                  case "storm" -> Optional.of(new Mishap.What.Storm());
                  case "clock" ->
                      needed(event, "by", event.duration("by")).map(Mishap.What.Clock::new);
                  default -> {
                    verb.problem(
                        "do: '" + name + "' is nothing that can happen",
                        "fill, silence, kill, storm or clock");
                    yield Optional.empty();
                  }
                });
  }

  private static Optional<Duration> needed(YamlMap event, String key, Optional<Duration> value) {
    if (!event.has(key)) {
      event.problem(key + " is missing", "the key " + key + ", a duration such as 30s");
    }
    return value;
  }

  private static Optional<Mishap.Whom> whom(YamlMap event) {
    if (event.text("do").filter("storm"::equals).isPresent()) {
      return Optional.of(new Mishap.Whom.Share(1));
    }
    if (event.has("site")) {
      return event.text("site").map(Mishap.Whom.Site::new);
    }
    return event.has("hosts")
        ? event.get("hosts").flatMap(value -> value.parse(FleetScript::number, "5 or 1%"))
        : Optional.of(new Mishap.Whom.Some(1));
  }

  private static Parsed<Mishap.Whom> number(String text) {
    try {
      return text.endsWith("%")
          ? Parsed.good(
              new Mishap.Whom.Share(Double.parseDouble(text.substring(0, text.length() - 1)) / 100))
          : Parsed.good(new Mishap.Whom.Some(Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      return Parsed.bad("'" + text + "' is no number of hosts", "5 or 1%");
    }
  }
}
