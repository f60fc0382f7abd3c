package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** I5: deadlines are right, never move later by a promotion, and marks fire once. */
final class ClockJudge {
  private final Consumer<String> accuse;
  private final SortedMap<String, SlaClock> clocks = new TreeMap<>();
  private final SortedMap<IncidentId, Instant> restoredAt = new TreeMap<>();
  private final SortedSet<IncidentId> aboveHosts = new TreeSet<>();
  private final SortedSet<String> fired = new TreeSet<>();

  ClockJudge(Consumer<String> accuse) {
    this.accuse = accuse;
  }

  void happened(IncidentEvent event) {
    switch (event.change()) {
      case Change.Opened opened when opened.key().host().isEmpty() -> aboveHosts.add(event.id());
      case Change.Restored restored -> restoredAt.put(event.id(), restored.restoredAt());
      case Change.Relapsed _ -> restoredAt.remove(event.id());
      case Change.Reopened _ -> {
        restoredAt.remove(event.id());
        fired.removeIf(one -> one.startsWith(event.id() + " "));
      }
      case Change.ClockChanged changed -> clock(event, changed.event());
      default -> {
        // No clock's business.
      }
    }
  }

  private void clock(IncidentEvent event, SlaEvent sla) {
    SlaClock clock = sla.clock();
    String name = event.id() + " " + clock.id().set() + " " + clock.id().name();
    Optional<SlaClock> before = Optional.ofNullable(clocks.put(name, clock));
    switch (sla.kind()) {
      case STARTED -> started(event.id(), name, sla, before);
      case BREACHED -> breached(event, name, clock);
      case WARNING -> warned(name, clock, before);
      case MET, NOT_NEEDED, PAUSED, RESUMED, VOIDED -> {}
    }
  }

  private void started(IncidentId id, String name, SlaEvent sla, Optional<SlaClock> before) {
    SlaClock clock = sla.clock();
    boolean plain = clock.rests().isEmpty() && clock.pausedSince().isEmpty();
    boolean stricter = sla.reason() == Reason.STRICTER_PROMISE;
    if (stricter
        && plain
        && before.filter(old -> old.rests().isEmpty()).isPresent()
        && clock.deadline().isAfter(before.get().deadline())) {
      accuse.accept(
          "I5 a stricter promise moved "
              + name
              + " from "
              + before.get().deadline()
              + " to "
              + clock.deadline());
    }
    Optional<Instant> right =
        PlainTime.deadline(clock.calendar(), clock.startedAt(), clock.target());
    // A parent's clock is at least as strict as its children's.
    boolean same =
        (stricter || aboveHosts.contains(id))
            ? right.filter(at -> clock.deadline().isAfter(at)).isEmpty()
            : right.filter(at -> !at.equals(clock.deadline())).isEmpty();
    if (plain && !same) {
      accuse.accept(
          "I5 "
              + name
              + ": "
              + clock.target()
              + " in "
              + clock.calendar()
              + " from "
              + clock.startedAt()
              + " is "
              + right
              + ", the engine says "
              + clock.deadline());
    }
  }

  private void breached(IncidentEvent event, String name, SlaClock clock) {
    if (!fired.add(name + " breach")) {
      accuse.accept("I5 " + name + " was breached twice");
    }
    if (event.at().isBefore(clock.deadline())) {
      accuse.accept("I5 " + name + " was breached before its deadline " + clock.deadline());
    }
    boolean confirming =
        clock.id().name() == ClockName.RESOLUTION
            && Optional.ofNullable(restoredAt.get(event.id()))
                .filter(restored -> !restored.isAfter(clock.deadline()))
                .isPresent();
    if (confirming) {
      accuse.accept("I5 " + name + " was breached while a recovery was being confirmed");
    }
  }

  private void warned(String name, SlaClock clock, Optional<SlaClock> before) {
    SortedSet<Integer> news = new TreeSet<>(clock.marks());
    before.ifPresent(old -> news.removeAll(old.marks()));
    for (int mark : news) {
      if (!fired.add(name + " mark " + mark)) {
        accuse.accept("I5 " + name + ": mark " + mark + " fired twice");
      }
    }
    if (news.isEmpty()) {
      accuse.accept("I5 " + name + " warned of nothing new");
    }
  }
}
