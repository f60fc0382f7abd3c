package dev.forebell.benchmarks;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.json.EventObject;
import dev.forebell.common.model.HostId;
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
  /** Incidents open on one host. */
  private static final int PER_HOST = 5;

  @Param({"1", "100", "3000"})
  public int open;

  private CustomerState state = CustomerState.of(FullDisks.customer());
  private IncidentId first = IncidentId.of("ACME", 2026, 1);
  private Optional<DeskOutput.Happened> happened = Optional.empty();

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
    return FullDisks.began(host, number % PER_HOST, FullDisks.START, Meaning.DEGRADATION);
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
            FullDisks.START.plusSeconds(60), first, new Command.Acknowledge(""), "anna"));
  }

  /** A tick with nothing due. */
  @Benchmark
  public Step<CustomerState, DeskOutput> quietTick() {
    return IncidentDesk.step(state, new CustomerInput.Tick(FullDisks.START.plusSeconds(1)));
  }

  /** The event object of an opening. */
  @Benchmark
  public String eventObject() {
    return EventObject.write(happened.orElseThrow());
  }
}
