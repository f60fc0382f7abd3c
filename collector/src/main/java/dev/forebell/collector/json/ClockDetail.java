package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.Pause;
import dev.forebell.collector.engine.sla.Moment;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.util.Optional;

/**
 * What explains an event of a clock beside the clock: the promise it belongs to, and which mark was
 * due, what ended it, or from when to when it rests and why.
 */
final class ClockDetail {
  private ClockDetail() {}

  static ObjectNode of(Change.ClockChanged changed) {
    SlaEvent event = changed.event();
    SlaClock clock = event.clock();
    ObjectNode node =
        Json.object()
            .put("contract", clock.contract())
            .put("target", clock.target())
            .put("started_at", Json.publicTime(clock.startedAt()))
            .put("flagged", clock.flagged());
    switch (event.kind()) {
      case WARNING, BREACHED -> event.moment().ifPresent(mark -> put(node, "mark", "due_at", mark));
      case MET, NOT_NEEDED ->
          event.moment().ifPresent(end -> put(node, "stopped_by", "stopped_at", end));
      case PAUSED, RESUMED -> rest(changed).ifPresent(rest -> put(node, rest));
      case STARTED, VOIDED -> {}
    }
    return node;
  }

  private static Optional<Pause> rest(Change.ClockChanged changed) {
    SlaEvent event = changed.event();
    Optional<Stretch> rest =
        event
            .clock()
            .pausedSince()
            .map(since -> new Stretch(since, Optional.empty(), event.reason().id()))
            .or(() -> last(event.clock()));
    return changed.pause().or(() -> rest.map(one -> new Pause(one.from(), one.reason(), one.to())));
  }

  private static Optional<Stretch> last(SlaClock clock) {
    return clock.rests().isEmpty() ? Optional.empty() : Optional.of(clock.rests().getLast());
  }

  private static void put(ObjectNode node, String name, String time, Moment moment) {
    node.put(name, moment.what()).put(time, Json.publicTime(moment.at()));
  }

  private static void put(ObjectNode node, Pause pause) {
    node.put("from", Json.publicTime(pause.from())).put("reason", pause.reason());
    Json.putPublic(node, "until", pause.until());
  }
}
