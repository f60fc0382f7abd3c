package dev.forebell.benchmarks;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.json.EventObject;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Steps of one customer's desk with its contract's clocks, by the number of open incidents. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IncidentBenchmark {
  /** A Monday morning in service hours. */
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

  private static final CustomerId CUSTOMER = new CustomerId("acme");

  /** Incidents open on one host. */
  private static final int PER_HOST = 5;

  @Param({"1", "100", "3000"})
  public int open;

  private CustomerState state = CustomerState.of(customer());
  private IncidentId first = IncidentId.of("ACME", 2026, 1);
  private Optional<DeskOutput.Happened> happened = Optional.empty();

  private static CustomerConfig customer() {
    return Optional.ofNullable(Material.configuration().customers().get(CUSTOMER)).orElseThrow();
  }

  @Setup
  public void openIncidents() {
    for (int i = 0; i < open; i++) {
      Step<CustomerState, DeskOutput> step = IncidentDesk.step(state, began(i));
      state = step.state();
      for (DeskOutput output : step.outputs()) {
        if (happened.isEmpty() && output instanceof DeskOutput.Happened event) {
          happened = Optional.of(event);
          first = event.event().id();
        }
      }
    }
    if (state.incidents().size() < open) {
      throw new IllegalStateException("only " + state.incidents().size() + " are open");
    }
  }

  private static CustomerInput began(int number) {
    HostId host = new HostId("srv-" + number / PER_HOST);
    ConditionKey key = new ConditionKey(host, new RuleId("rule-" + number % PER_HOST), "");
    Evidence.Point point = new Evidence.Point(START, 0.99);
    Evidence evidence =
        new Evidence.Crossed(
            SeriesKey.of("system.filesystem.utilization"),
            "system.filesystem.utilization",
            true,
            0.95,
            List.of(point),
            Optional.empty());
    Finding finding =
        new Finding(Severity.CRITICAL, Meaning.DEGRADATION, Wake.NOW, evidence, "full.md", "1");
    return new CustomerInput.Condition(
        new ConditionEvent.Began(key, START, Reason.LEVEL_HELD, START, finding));
  }

  /** A condition begins: the incident opens, its clocks start with their deadlines. */
  @Benchmark
  public Step<CustomerState, DeskOutput> opens() {
    return IncidentDesk.step(state, began(open));
  }

  /** A person acknowledges: the response clocks are met. */
  @Benchmark
  public Step<CustomerState, DeskOutput> acknowledged() {
    return IncidentDesk.step(
        state,
        new CustomerInput.CommandGiven(
            START.plusSeconds(60), first, new Command.Acknowledge(""), "anna"));
  }

  /** A tick with nothing due. */
  @Benchmark
  public Step<CustomerState, DeskOutput> quietTick() {
    return IncidentDesk.step(state, new CustomerInput.Tick(START.plusSeconds(1)));
  }

  /** The event object of an opening. */
  @Benchmark
  public String eventObject() {
    return EventObject.write(happened.orElseThrow());
  }
}
