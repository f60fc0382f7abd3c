package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.sla.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private static final Matcher EVERY_RULE = Matcher.of(Matcher.Field.RULE, List.of(new Glob("*")));

  private Planted() {}

  /** What was kept back once is kept back for good. */
  static List<Restraint> inForce(CustomerState state, Instant at, Occasion ignored) {
    Instant later = at.plus(Duration.ofHours(1));
    return state.incidents().values().stream()
        .flatMap(one -> one.handling().withheld().stream())
        .map(
            known ->
                new Restraint(
                    known.reason(),
                    known.by(),
                    later,
                    state.config(),
                    new Restraint.Terms.Quietly(
                        new Silence(known.by(), List.of(EVERY_RULE), at, later, "", ""))))
        .toList();
  }
}
