package dev.forebell.benchmarks;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sample's customer on a Monday morning, and disks that are full. */
final class FullDisks {
  /** In service hours. */
  static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

  private static final CustomerId CUSTOMER = new CustomerId("acme");

  private FullDisks() {}

  static CustomerConfig customer() {
    return Optional.ofNullable(Material.configuration().customers().get(CUSTOMER)).orElseThrow();
  }

  /** One of several rules finds the disk of a host full. */
  static CustomerInput began(HostId host, int rule, Instant at, Meaning means) {
    ConditionKey key = new ConditionKey(host, new RuleId("rule-" + rule), "");
    Evidence evidence =
        new Evidence.Crossed(
            SeriesKey.of("system.filesystem.utilization"),
            "system.filesystem.utilization",
            true,
            0.95,
            List.of(new Evidence.Point(START, 0.99)),
            Optional.empty());
    Finding finding = new Finding(Severity.CRITICAL, means, Wake.NOW, evidence, "full.md", "1");
    return new CustomerInput.Condition(
        new ConditionEvent.Began(key, at, Reason.LEVEL_HELD, at, finding));
  }
}
