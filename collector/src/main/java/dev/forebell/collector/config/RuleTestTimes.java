package dev.forebell.collector.config;

import dev.forebell.collector.config.RuleTest.Happening;
import dev.forebell.collector.config.RuleTest.LinkEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.ByeReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps of a test whose keys are times: what happens from when on. */
final class RuleTestTimes {
  private static final String EXPECTED =
      "connected, connected BOOT_ID, silent, closed, bye, bye REASON, reached, refused or"
          + " unreachable";

  private RuleTestTimes() {}

  /** What stands at each time, in order; a key that is no time is a problem at its own place. */
  static SortedMap<Duration, YamlValue> of(YamlMap times) {
    SortedMap<Duration, YamlValue> values = new TreeMap<>();
    for (String key : times.keys()) {
      Optional<Duration> time = Quantity.duration(key).toOptional();
      if (time.isEmpty()) {
        times.keyProblem(key, Quantity.quoted(key) + " is no time", "a duration such as 10m");
      } else if (values.containsKey(time.get())) {
        times.keyProblem(key, Quantity.quoted(key) + " stands there twice", "each time once");
      }
      time.ifPresent(at -> times.get(key).ifPresent(value -> values.putIfAbsent(at, value)));
    }
    return values;
  }

  /** What happens to the link. */
  static List<LinkEvent> links(YamlMap times) {
    List<LinkEvent> links = new ArrayList<>();
    for (Map.Entry<Duration, YamlValue> entry : of(times).entrySet()) {
      entry
          .getValue()
          .parse(RuleTestTimes::happening, EXPECTED)
          .ifPresent(what -> links.add(new LinkEvent(entry.getKey(), what)));
    }
    return links;
  }

  private static Parsed<Happening> happening(String text) {
    String[] words = text.strip().split(" +", 2);
    Optional<String> more = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    return happening(words[0], more)
        .map(Parsed::good)
        .orElseGet(() -> Parsed.bad(Quantity.quoted(text) + " happens to no link", EXPECTED));
  }

  private static Optional<Happening> happening(String word, Optional<String> more) {
    return switch (word) {
      case "connected" -> Optional.of(new Happening.Connected(more.orElse("")));
      case "bye" -> ByeReason.parse(more.orElse("stop")).map(Happening.Bye::new);
      case "silent" -> alone(new Happening.Silent(), more);
      case "closed" -> alone(new Happening.Closed(), more);
      case "reached", "refused", "unreachable" ->
          alone(
              new Happening.Witness(Evidence.Answer.valueOf(word.toUpperCase(Locale.ROOT))), more);
      default -> Optional.empty();
    };
  }

  private static Optional<Happening> alone(Happening what, Optional<String> more) {
    return more.isEmpty() ? Optional.of(what) : Optional.empty();
  }
}
