package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.sla.Anchor;
import dev.forebell.collector.engine.sla.AnchorPoint;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.Target;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads one promise.
 *
 * @param usual from when it counts where it does not say
 * @param keyMoments ids that the contract defines
 * @param endOfDay how the contract reads working days
 * @param neverCloses whether the contract's own calendar is always open
 */
record TargetReader(
    References references,
    Anchor usual,
    Set<String> keyMoments,
    boolean endOfDay,
    boolean neverCloses) {
  private static final List<String> POINTS =
      Arrays.stream(AnchorPoint.values()).map(AnchorPoint::id).toList();
  private static final String ANCHOR =
      "one of " + String.join(", ", POINTS) + ", or first_of(detected, reported)";

  Optional<Target> read(YamlValue value) {
    return value.map().flatMap(map -> target(map.expect(Shape.TARGET.keys())));
  }

  private Optional<Target> target(YamlMap map) {
    Optional<ClockName> clock = map.choice("clock", List.of(ClockName.values()), ClockName::id);
    Optional<Amount> amount = new ReceiptReader(map, endOfDay).amount();
    Anchor anchor =
        map.get("anchor").flatMap(v -> v.parse(TargetReader::anchor, ANCHOR)).orElse(usual);
    Optional<String> calendar =
        map.get("calendar").flatMap(value -> ContractFiles.calendar(value, references));
    Optional<YamlMap> when = map.map("when").map(w -> w.expect(Shape.WHEN.keys()));
    Optional<Duration> travel = map.duration("travel");
    checkTravel(map, clock);
    clock.ifPresent(name -> new TargetDoubts(map, name, anchor, neverCloses).tell(amount, travel));
    Set<Severity> severities =
        when.map(TargetReader::severities).orElse(EnumSet.noneOf(Severity.class));
    SortedSet<String> moments = when.map(this::moments).orElseGet(TreeSet::new);
    Optional<Boolean> emergency = when.flatMap(w -> w.bool("emergency"));
    return clock.flatMap(
        name ->
            amount.map(
                given ->
                    new Target(
                        name, anchor, given, calendar, severities, emergency, travel, moments)));
  }

  private SortedSet<String> moments(YamlMap when) {
    List<YamlValue> named = when.oneOrEach("key_moment", value -> Ids.read(value).map(_ -> value));
    SortedSet<String> moments = new TreeSet<>();
    for (YamlValue value : named) {
      String id = Ids.read(value).orElseThrow();
      moments.add(id);
      if (!keyMoments.contains(id)) {
        value.problem(
            "there is no key moment " + Quantity.quoted(id) + NearestName.hint(id, keyMoments),
            "the id of one of the contract's key_moments");
      }
    }
    return moments;
  }

  private static void checkTravel(YamlMap map, Optional<ClockName> clock) {
    clock
        .filter(name -> name != ClockName.ONSITE)
        .flatMap(name -> map.get("travel"))
        .ifPresent(value -> value.problem("only onsite has a way to travel", "clock: onsite"));
  }

  private static Set<Severity> severities(YamlMap when) {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    severities.addAll(
        when.oneOrEach("severity", v -> v.choice(List.of(Severity.values()), Severity::id)));
    return severities;
  }

  private static Parsed<Anchor> anchor(String text) {
    boolean several = text.startsWith("first_of(") && text.endsWith(")");
    if (text.contains("(") && (!several || text.indexOf('(') != text.lastIndexOf('('))) {
      return Parsed.bad(
          Quantity.quoted(text) + " is not one first_of( ) with moments in it",
          ANCHOR + ", in quotes");
    }
    String names = several ? text.substring("first_of(".length(), text.length() - 1) : text;
    List<AnchorPoint> points = new ArrayList<>();
    for (String name : several ? names.split(",", -1) : new String[] {names}) {
      Optional<AnchorPoint> point = AnchorPoint.parse(name.strip());
      if (point.isEmpty()) {
        return Parsed.bad(
            (name.isBlank()
                    ? "no moment is named"
                    : Quantity.quoted(name.strip()) + " is no moment to count from")
                + NearestName.hint(name.strip(), POINTS),
            ANCHOR);
      }
      if (points.contains(point.get())) {
        return Parsed.bad(Quantity.quoted(name.strip()) + " stands twice", "each moment once");
      }
      points.add(point.get());
    }
    return Parsed.good(new Anchor(points));
  }
}
