package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Pause;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.ClockSet;
import dev.forebell.collector.engine.sla.Moment;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Clock events as stored: the clock as the event left it. */
final class ClockCodec {
  private ClockCodec() {}

  static ObjectNode write(SlaEvent event) {
    ObjectNode node = Json.object().put("kind", event.kind().name().toLowerCase(Locale.ROOT));
    node.set("clock", write(event.clock()));
    event.moment().ifPresent(moment -> node.set("moment", write(moment)));
    return node;
  }

  private static ObjectNode write(Moment moment) {
    return Json.object().put("what", moment.what()).put("at", moment.at().toString());
  }

  private static ObjectNode write(SlaClock clock) {
    ObjectNode node =
        Json.object()
            .put("set", clock.id().set().id())
            .put("name", clock.id().name().id())
            .put("contract", clock.contract())
            .put("anchor", clock.anchor())
            .put("calendar", clock.calendar())
            .put("calendar_version", clock.calendarVersion())
            .put("target", clock.target())
            .put("started_at", clock.startedAt().toString())
            .put("deadline", clock.deadline().toString())
            .put("flagged", clock.flagged());
    ArrayNode marks = node.putArray("marks");
    clock.marks().forEach(marks::add);
    node.set("rests", Json.array(clock.rests(), ClockCodec::stretch));
    Json.put(node, "paused_since", clock.pausedSince());
    Json.put(node, "outcome", clock.outcome().map(Outcome::id));
    Json.put(node, "stopped_at", clock.stoppedAt());
    return node;
  }

  private static ObjectNode stretch(Stretch stretch) {
    ObjectNode node = Json.object().put("from", stretch.from().toString());
    Json.put(node, "to", stretch.to());
    return node.put("reason", stretch.reason());
  }

  static ObjectNode write(Pause pause) {
    ObjectNode node =
        Json.object().put("from", pause.from().toString()).put("reason", pause.reason());
    Json.put(node, "until", pause.until());
    return node;
  }

  static SlaEvent read(Fields fields, Instant at, Reason reason) {
    return new SlaEvent(
        fields.word("kind", ClockCodec::kind),
        at,
        reason,
        clock(fields.object("clock")),
        fields.has("moment") ? Optional.of(moment(fields.object("moment"))) : Optional.empty());
  }

  private static Moment moment(Fields fields) {
    return new Moment(fields.text("what"), fields.instant("at"));
  }

  private static SlaClock clock(Fields fields) {
    return new SlaClock(
        new ClockId(fields.word("set", ClockSet::parse), fields.word("name", ClockName::parse)),
        fields.optionalText("contract").orElse(""),
        fields.text("anchor"),
        fields.text("calendar"),
        fields.text("calendar_version"),
        fields.text("target"),
        fields.instant("started_at"),
        fields.instant("deadline"),
        fields.bool("flagged"),
        new TreeSet<>(fields.integers("marks")),
        fields.objects("rests", ClockCodec::readStretch),
        fields.optionalInstant("paused_since"),
        fields.has("outcome")
            ? Optional.of(fields.word("outcome", Outcome::parse))
            : Optional.empty(),
        fields.optionalInstant("stopped_at"));
  }

  private static Stretch readStretch(Fields fields) {
    return new Stretch(fields.instant("from"), fields.optionalInstant("to"), fields.text("reason"));
  }

  static Pause readPause(Fields fields) {
    return new Pause(
        fields.instant("from"), fields.text("reason"), fields.optionalInstant("until"));
  }

  private static Optional<SlaEvent.Kind> kind(String id) {
    return Arrays.stream(SlaEvent.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(id))
        .findFirst();
  }
}
