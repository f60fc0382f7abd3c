package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.common.model.ByeReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A watch as the ledger keeps it over a restart. */
public final class WatchPayload {
  private WatchPayload() {}

  public static String write(Watch watch) {
    return node(watch).toString();
  }

  static ObjectNode node(Watch watch) {
    return switch (watch) {
      case Watch.Pending pending -> {
        ObjectNode node = Json.object().put("state", "pending");
        node.set("levels", Json.array(pending.levels(), WatchPayload::level));
        yield node;
      }
      case Watch.Raised raised -> raised(raised);
      case Watch.Clearing clearing -> {
        ObjectNode node = Json.object().put("state", "clearing");
        node.set("raised", raised(clearing.raised()));
        yield node.put("since", clearing.since().toString())
            .put("last_seen", clearing.lastSeen().toString());
      }
      case Watch.Tally tally -> TallyPayload.write(tally);
      case Watch.Forecast forecast -> ForecastPayload.write(forecast);
      case Watch.Late late -> LatePayload.write(late);
      case Watch.LinkWatch link -> link(link);
      case Watch.Survived survived -> {
        ObjectNode node = Json.object().put("state", "survived");
        node.set("gaps", Json.array(survived.gaps(), WatchPayload::gap));
        survived.firstHeard().ifPresent(first -> node.put("first_heard", first.toString()));
        yield node;
      }
    };
  }

  private static ObjectNode raised(Watch.Raised raised) {
    ObjectNode node =
        Json.object()
            .put("state", "raised")
            .put("level", raised.level())
            .put("began", raised.began().toString())
            .put("raised_at", raised.raisedAt().toString());
    node.set("rising", Json.array(raised.rising(), WatchPayload::level));
    node.set("points", Json.array(raised.points(), EvidenceCodec::point));
    return node.put("rule_version", raised.ruleVersion()).put("selected", raised.selected());
  }

  private static ObjectNode level(Watch.PendingLevel level) {
    ObjectNode node =
        Json.object()
            .put("level", level.level())
            .put("since", level.since().toString())
            .put("count", level.count())
            .put("last_seen", level.lastSeen().toString());
    node.set("points", Json.array(level.points(), EvidenceCodec::point));
    return node;
  }

  private static ObjectNode link(Watch.LinkWatch link) {
    ObjectNode node =
        Json.object()
            .put("state", "link")
            .put("link", id(link.state()))
            .put("last_heard", link.lastHeard().toString())
            .put("ended", link.ended().name().toLowerCase(Locale.ROOT))
            .put("ended_at", link.endedAt().toString())
            .put("counted_from", link.countedFrom().toString());
    Json.put(node, "bye", link.bye().map(ByeReason::id));
    Json.put(node, "expected_return", link.expectedReturn());
    return node.put("detail", link.detail());
  }

  private static ObjectNode gap(Watch.Gap gap) {
    ObjectNode node =
        Json.object()
            .put("length", gap.length().toString())
            .put("ended_at", gap.endedAt().toString());
    return gap.reached() ? node.put("reached", true) : node;
  }

  private static String id(LinkState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The watch as it was.
   *
   * @throws IllegalArgumentException if it was not written by {@link #write}, with the place in it
   */
  public static Watch read(String payload) {
    return read(Json.read(payload));
  }

  static Watch read(Fields fields) {
    String state = fields.text("state");
    return switch (state) {
      case "pending" -> new Watch.Pending(fields.objects("levels", WatchPayload::readLevel));
      case "raised" -> readRaised(fields);
      case "clearing" ->
          new Watch.Clearing(
              readRaised(fields.object("raised")),
              fields.instant("since"),
              fields.instant("last_seen"));
      case "tally" -> TallyPayload.read(fields);
      case "forecast" -> ForecastPayload.read(fields);
      case "late" -> LatePayload.read(fields);
      case "link" -> readLink(fields);
      case "survived" ->
          new Watch.Survived(
              fields.objects("gaps", WatchPayload::readGap), fields.optionalInstant("first_heard"));
      default -> throw new IllegalArgumentException("no watch is '" + state + "'");
    };
  }

  private static Watch.Raised readRaised(Fields fields) {
    return new Watch.Raised(
        fields.integer("level"),
        fields.instant("began"),
        fields.instant("raised_at"),
        fields.objects("rising", WatchPayload::readLevel),
        fields.objects("points", EvidenceCodec::point),
        fields.has("rule_version") ? fields.text("rule_version") : "",
        fields.has("selected") ? fields.text("selected") : "");
  }

  private static Watch.Gap readGap(Fields fields) {
    return new Watch.Gap(
        fields.duration("length"),
        fields.instant("ended_at"),
        fields.has("reached") && fields.bool("reached"));
  }

  private static Watch.PendingLevel readLevel(Fields fields) {
    return new Watch.PendingLevel(
        fields.integer("level"),
        fields.instant("since"),
        fields.integer("count"),
        fields.instant("last_seen"),
        fields.objects("points", EvidenceCodec::point));
  }

  private static Watch.LinkWatch readLink(Fields fields) {
    return new Watch.LinkWatch(
        fields.word("link", WatchPayload::linkState),
        fields.instant("last_heard"),
        fields.word("ended", LinkEvidence::linkEnd),
        fields.instant("ended_at"),
        fields.instant("counted_from"),
        fields.has("bye") ? Optional.of(fields.word("bye", ByeReason::parse)) : Optional.empty(),
        fields.has("expected_return")
            ? Optional.of(fields.duration("expected_return"))
            : Optional.empty(),
        fields.text("detail"));
  }

  private static Optional<LinkState> linkState(String id) {
    return Arrays.stream(LinkState.values()).filter(state -> id(state).equals(id)).findFirst();
  }
}
