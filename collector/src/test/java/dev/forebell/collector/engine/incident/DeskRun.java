package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.sla.Occasion;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Drives one customer as the shells do: every tick that was asked for before an input is fed first.
 * After each step the state rebuilt from the events must equal the live one.
 */
final class DeskRun {
  private final List<IncidentEvent> events = new ArrayList<>();
  private CustomerState state;
  private Optional<Instant> wakeAt = Optional.empty();

  DeskRun() {
    this(DeskFixture.customer());
  }

  DeskRun(CustomerConfig customer) {
    state = CustomerState.of(customer);
  }

  CustomerState state() {
    return state;
  }

  List<IncidentEvent> events() {
    return events;
  }

  /** Due ticks, then the input. */
  List<DeskOutput> feed(CustomerInput input) {
    List<DeskOutput> outputs = new ArrayList<>(pass(input.at()));
    outputs.addAll(step(input));
    return outputs;
  }

  /** Time passes: ticks due before {@code until}. */
  List<DeskOutput> pass(Instant until) {
    List<DeskOutput> outputs = new ArrayList<>();
    while (wakeAt.filter(wake -> wake.isBefore(until)).isPresent()) {
      Instant wake = wakeAt.orElseThrow();
      outputs.addAll(step(new CustomerInput.Tick(wake)));
    }
    return outputs;
  }

  /** One input, without the ticks before it. */
  List<DeskOutput> step(CustomerInput input) {
    Step<CustomerState, DeskOutput> step = IncidentDesk.step(state, input);
    state = step.state();
    wakeAt = step.wakeAt();
    for (DeskOutput output : step.outputs()) {
      if (output instanceof DeskOutput.Happened happened) {
        events.add(happened.event());
      }
    }
    if (input instanceof CustomerInput.Tick tick) {
      state.wakes().of().forEach((id, wake) -> isToCome(id, wake, tick.at()));
    }
    if (!rebuilt().equals(state)) {
      throw new AssertionError("rebuilt: " + rebuilt() + "\nlive:    " + state);
    }
    isFound();
    isCovered(input);
    state.aboveHosts().stream().filter(SiteIncident::is).forEach(one -> isCounted(one, input.at()));
    return step.outputs();
  }

  /** What windows and silences are known to be about is what each condition asked anew says. */
  private void isCovered(CustomerInput input) {
    Occasion occasion = input instanceof CustomerInput.Tick ? Occasion.TICK : Occasion.INPUT;
    Covered known = state.quiet().covered();
    Covered all = Covered.of(Gate.inForce(state, input.at(), occasion), state.conditions());
    boolean same =
        known.isBy(all.by())
            && known.until().equals(all.until())
            && known.inOrder().equals(all.inOrder())
            && known.maintained().equals(all.maintained())
            && known.wakeAt().equals(state.quiet().wakeAt());
    if (!same) {
      throw new AssertionError("covered: " + all + "\nknown:   " + known);
    }
  }

  /** What is found is what a look at everything finds. */
  private void isFound() {
    isFound(state.held().outages().values(), HeldCondition::outage);
    isFound(state.held().silences().values(), held -> HostSilence.saysSo(held.finding()));
    isFound(
        state.held().untold().values(),
        held ->
            held.finding().means() != Meaning.NOTE
                && state.incidents().values().stream()
                    .noneMatch(one -> one.key().equals(IncidentKey.of(held.key()))));
    for (HostId host : state.config().hosts().keySet()) {
      List<Incident> below =
          state.incidents().values().stream()
              .filter(one -> one.key().host().filter(host::equals).isPresent())
              .filter(one -> one.parent().isPresent())
              .toList();
      if (!state.belowOthers(host).equals(below)) {
        throw new AssertionError("below: " + below + "\nfound: " + state.belowOthers(host));
      }
    }
  }

  private void isFound(Collection<HeldCondition> found, Predicate<HeldCondition> wanted) {
    List<HeldCondition> all = state.conditions().values().stream().filter(wanted).toList();
    if (!all.equals(List.copyOf(found))) {
      throw new AssertionError("holds: " + all + "\nfound: " + found);
    }
  }

  /** What is kept of a lost site says what its hosts say one by one. */
  private void isCounted(Incident site, Instant now) {
    boolean counts = SiteIncident.counts(site, SiteCount.of(state, site.site().orElseThrow(), now));
    boolean kept = state.links().margin(site).orElseThrow() > 0;
    if (SiteRestraint.allCount(state) && kept != counts) {
      throw new AssertionError(site.id() + " holds: " + counts + ", kept: " + kept);
    }
  }

  /** What was due by a tick is done by it, and asked for no more. */
  private static void isToCome(IncidentId id, Instant wake, Instant tick) {
    if (!wake.isAfter(tick)) {
      throw new AssertionError(id + " asks again for " + wake + " after a tick at " + tick);
    }
  }

  /** The collector starts anew: only what is stored is left, and the configuration is fed again. */
  List<DeskOutput> restart(Instant now) {
    Quiet known = state.quiet();
    state = rebuilt().with(known.given(), known.enrolled());
    return step(new CustomerInput.ConfigChanged(now, state.config()));
  }

  /** The state as a restart would make it. */
  CustomerState rebuilt() {
    List<IncidentEvent> ofOpen =
        events.stream().filter(event -> state.incident(event.id()).isPresent()).toList();
    CustomerState rebuilt =
        CustomerState.rebuild(
                state.config(), ofOpen, state.conditions(), state.people(), state.lastNumber())
            .withQuiet(state.quiet());
    for (var link : state.links().of().entrySet()) {
      rebuilt = rebuilt.withLink(link.getKey(), link.getValue());
    }
    return Wakes.all(rebuilt);
  }
}
