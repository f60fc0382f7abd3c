package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.json.SuppressionCodec;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Windows and silences: nothing they cover is announced inside, what outlives them is announced
 * once, and no clock counts from before that.
 */
final class SuppressionJudge {
  private static final long SOON = 45;
  private static final List<Fault.Kind> DISTURBING =
      List.of(Fault.Kind.CLOCK_STEP, Fault.Kind.SUSPEND, Fault.Kind.AGENT_CLOCK, Fault.Kind.RELOAD);

  private record Restraint(CustomerId customer, Entry entry, Instant from, Instant until) {
    private boolean covers(CustomerConfig config, HeldCondition held) {
      return config.id().equals(customer)
          && switch (entry) {
            case Entry.Quiet(Silence silence) -> silence.matches(config, held);
            case Entry.Window(MaintenanceWindow window) ->
                window.hosts().includes(config, held.key().host());
          };
    }

    private boolean within(Instant begin, Instant end) {
      return from.isBefore(end) && begin.isBefore(until);
    }
  }

  private static final class Kept {
    private final CustomerConfig config;
    private final HeldCondition held;
    private final Instant since;
    private Instant badSince;
    private Optional<Instant> restored = Optional.empty();

    /** What was told before, and ended by a person, may be kept back later: {@code since} then. */
    private Kept(CustomerConfig config, HeldCondition held, Instant since, Instant badSince) {
      this.config = config;
      this.held = held;
      this.since = since;
      this.badSince = badSince;
    }
  }

  private final World world;
  private final IncidentJudge incidents;
  private final Deafness deafness;
  private final Consumer<String> accuse;
  private final SortedMap<String, Restraint> restraints = new TreeMap<>();
  private final SortedSet<String> fresh = new TreeSet<>();
  private final SortedMap<IncidentId, Kept> kept = new TreeMap<>();
  private final SortedMap<IncidentId, Instant> letOut = new TreeMap<>();

  SuppressionJudge(
      World world, IncidentJudge incidents, Deafness deafness, Consumer<String> accuse) {
    this.deafness = deafness;
    this.world = world;
    this.incidents = incidents;
    this.accuse = accuse;
  }

  /** Of this commit, whose events may be older. */
  void given(List<SuppressionChange> changes) {
    fresh.clear();
    for (SuppressionChange change : changes) {
      Entry entry = SuppressionCodec.read(change.payload());
      if (!restraints.containsKey(change.id())) {
        fresh.add(change.id());
      }
      restraints.put(change.id(), restraint(change.customer(), entry));
    }
  }

  private static Restraint restraint(CustomerId customer, Entry entry) {
    return switch (entry) {
      case Entry.Quiet(Silence silence) ->
          new Restraint(customer, entry, silence.from(), silence.until());
      case Entry.Window(MaintenanceWindow window)
          when window.schedule() instanceof Schedule.Once(Instant from, Instant to) ->
          new Restraint(customer, entry, from, to);
      case Entry.Window(MaintenanceWindow window) ->
          throw new IllegalStateException("a recurring window was given: " + window);
    };
  }

  void happened(IncidentEvent event) {
    switch (event.change()) {
      case Change.Opened opened -> opened(event, opened);
      case Change.Withheld withheld -> withheld(event, withheld.opening());
      case Change.Restored restored ->
          keptOne(event).ifPresent(one -> one.restored = Optional.of(restored.restoredAt()));
      case Change.Relapsed _ ->
          keptOne(event)
              .ifPresent(
                  one -> {
                    one.restored = Optional.empty();
                    one.badSince = event.at();
                  });
      case Change.Reopened _ -> kept.remove(event.id());
      case Change.Closed _ -> Optional.ofNullable(kept.remove(event.id())).ifPresent(this::closed);
      case Change.ClockChanged changed -> clock(event, changed.event());
      default -> {
        // Nothing that could be kept back.
      }
    }
  }

  private Optional<Kept> keptOne(IncidentEvent event) {
    return Optional.ofNullable(kept.get(event.id()));
  }

  private Optional<CustomerConfig> config(CustomerId customer) {
    return Optional.ofNullable(world.settings().usual().customers().get(customer));
  }

  private static Optional<HeldCondition> held(Change.Opened opened) {
    return opened
        .key()
        .condition()
        .map(key -> new HeldCondition(key, opened.beganAt(), opened.finding(), Optional.empty()));
  }

  private void opened(IncidentEvent event, Change.Opened opened) {
    config(opened.customer())
        .flatMap(config -> held(opened).flatMap(held -> covering(config, held, event.at())))
        .ifPresent(
            one ->
                accuse.accept(
                    event.id()
                        + " was announced inside "
                        + one.entry().id()
                        + ", until "
                        + one.until()));
    Kept before = kept.remove(event.id());
    if (before != null) {
      letOut.put(event.id(), event.at());
      boolean over =
          event.reason() == Reason.MAINTENANCE_OVER || event.reason() == Reason.SILENCE_OVER;
      if (over && opened.beganAt().isAfter(before.badSince)) {
        accuse.accept(
            event.id() + " began at " + before.badSince + " and says " + opened.beganAt());
      }
    }
  }

  private Optional<Restraint> covering(CustomerConfig config, HeldCondition held, Instant at) {
    return restraints.values().stream()
        .filter(one -> !fresh.contains(one.entry().id()))
        .filter(one -> one.from().isBefore(at) && at.isBefore(one.until()))
        .filter(one -> one.covers(config, held))
        .findFirst();
  }

  private void withheld(IncidentEvent event, Change.Opened opening) {
    config(opening.customer())
        .ifPresent(
            config -> held(opening).ifPresent(held -> withheld(event, config, held, opening)));
  }

  private void withheld(
      IncidentEvent event, CustomerConfig config, HeldCondition held, Change.Opened opening) {
    boolean people = event.reason() == Reason.IN_MAINTENANCE || event.reason() == Reason.SILENCED;
    boolean known =
        restraints.values().stream()
            .filter(one -> !one.from().isAfter(event.at()) && !event.at().isAfter(one.until()))
            .anyMatch(one -> one.covers(config, held));
    if (people && !known) {
      accuse.accept(event.id() + " is kept back, and nobody asked for it");
    }
    if (people) {
      kept.put(event.id(), new Kept(config, held, event.at(), opening.beganAt()));
    }
  }

  /** It was over before it was announced: nothing may have ended long before, with it bad. */
  private void closed(Kept one) {
    if (one.restored.isEmpty() || world.isDisturbed(DISTURBING, one.held.key().host())) {
      return;
    }
    Instant restored = one.restored.get();
    restraints.values().stream()
        .filter(end -> end.covers(one.config, one.held))
        .map(Restraint::until)
        .filter(end -> !end.isBefore(one.badSince) && !end.isBefore(one.since))
        .filter(end -> end.plusSeconds(SOON).isBefore(restored))
        .filter(end -> isFree(one, end, end.plusSeconds(SOON)))
        .filter(end -> deafness.none(world.second(end) - 5, world.second(restored) + 5))
        .filter(end -> !isExplained(one, end.minusSeconds(SOON), restored))
        .findFirst()
        .ifPresent(
            end ->
                accuse.accept(
                    one.held.key()
                        + " was bad when what kept it ended at "
                        + end
                        + ", until "
                        + restored
                        + ", and was told nobody"));
  }

  private boolean isFree(Kept one, Instant begin, Instant end) {
    return restraints.values().stream()
        .noneMatch(other -> other.within(begin, end) && other.covers(one.config, one.held));
  }

  /** Whether its host, or the site, was silent then: it is listed there. */
  private boolean isExplained(Kept one, Instant begin, Instant end) {
    boolean ofLink = one.held.finding().evidence() instanceof Evidence.LinkFacts;
    return (!ofLink && incidents.bad().wasBad(one.held.key().host() + " host_down", begin, end))
        || (!ofLink && incidents.bad().wasBad(one.held.key().host() + " agent_lost", begin, end))
        || incidents.bad().wasBad("- site-", begin, end);
  }

  private void clock(IncidentEvent event, SlaEvent sla) {
    Optional.ofNullable(letOut.get(event.id()))
        .filter(at -> sla.clock().startedAt().isBefore(at))
        .ifPresent(
            at ->
                accuse.accept(
                    "a clock of "
                        + event.id()
                        + " counts from "
                        + sla.clock().startedAt()
                        + ", it was kept back until "
                        + at));
  }
}
