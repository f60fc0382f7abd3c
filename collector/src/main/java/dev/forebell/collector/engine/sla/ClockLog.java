package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One clock while a decision is made, and the events that the decision consists of. */
final class ClockLog {
  private final Instant now;
  private final List<SlaEvent> events = new ArrayList<>();
  private Optional<SlaClock> clock;

  ClockLog(Optional<SlaClock> clock, Instant now) {
    this.clock = clock;
    this.now = now;
  }

  void add(SlaEvent.Kind kind, Reason reason, SlaClock after) {
    add(new SlaEvent(kind, now, reason, after, Optional.empty()));
  }

  void add(SlaEvent.Kind kind, Reason reason, SlaClock after, Moment moment) {
    add(new SlaEvent(kind, now, reason, after, Optional.of(moment)));
  }

  private void add(SlaEvent event) {
    events.add(event);
    clock = Optional.of(event.clock());
  }

  Optional<SlaClock> clock() {
    return clock;
  }

  /** The clock, unless there is none or it has its outcome. */
  Optional<SlaClock> running() {
    return clock.filter(SlaClock::isRunning);
  }

  /** Whether this decision started the clock or gave it another deadline. */
  boolean hasBeenSet() {
    return events.stream().anyMatch(event -> event.kind() == SlaEvent.Kind.STARTED);
  }

  List<SlaEvent> events() {
    return List.copyOf(events);
  }
}
