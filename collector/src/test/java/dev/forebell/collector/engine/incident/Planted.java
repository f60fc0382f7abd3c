package dev.forebell.collector.engine.incident;

import java.time.Duration;
import java.util.List;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** What was kept back once is kept back for good. */
  static List<Restraint> inForce(StepLog log) {
    return log.state().incidents().values().stream()
        .flatMap(one -> one.handling().withheld().stream())
        .map(
            known ->
                new Restraint(
                    known.reason(),
                    known.by(),
                    log.now().plus(Duration.ofHours(1)),
                    _ -> true,
                    _ -> true))
        .toList();
  }
}
