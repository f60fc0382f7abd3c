package dev.forebell.collector.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Lane;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes one parsed object one line; what it says is decided by the one key that only it has. */
final class LineReader {
  private static final List<String> KINDS =
      List.of("samples", "link", "heartbeat", "witness", "blackout_from", "tick", "command");

  private LineReader() {}

  static ReplayLine read(int line, JsonNode object) throws Malformed {
    if (!object.isObject()) {
      throw new Malformed("not an object", "{\"at\":..}");
    }
    LineFields in = new LineFields(object);
    Instant at = in.time("at");
    return switch (kind(in)) {
      case "samples" ->
          new ReplayLine.Samples(
              line,
              at,
              in.host(),
              SamplesReader.read(object.path("samples")),
              in.optionalTime("sampled_at").orElse(at),
              lane(in));
      case "link" -> link(line, at, in);
      case "heartbeat" -> heartbeat(line, at, in);
      case "witness" -> witness(line, at, in);
      case "blackout_from" -> blackout(line, at, in);
      case "tick" -> tick(line, at, in);
      default -> order(line, at, in);
    };
  }

  private static Lane lane(LineFields in) throws Malformed {
    String lane = in.optional("lane").orElse("live");
    return switch (lane) {
      case "live" -> Lane.LIVE;
      case "backfill" -> Lane.BACKFILL;
      default -> throw new Malformed("\"lane\": '" + lane + "'", "live or backfill");
    };
  }

  private static String kind(LineFields in) throws Malformed {
    List<String> found = KINDS.stream().filter(in::has).toList();
    if (found.size() != 1) {
      throw new Malformed(
          found.isEmpty() ? "says nothing" : "says several things: " + String.join(", ", found),
          "exactly one of " + String.join(", ", KINDS));
    }
    return found.getFirst();
  }

  private static ReplayLine link(int line, Instant at, LineFields in) throws Malformed {
    String word = in.text("link");
    return switch (word) {
      case "connected" -> new ReplayLine.Connected(line, at, in.host());
      case "enrolled" -> new ReplayLine.Enrolled(line, at, in.host());
      case "closed" -> new ReplayLine.Closed(line, at, in.host(), in.optional("reason").orElse(""));
      case "silent" -> new ReplayLine.Silent(line, at, in.host());
      case "bye" -> new ReplayLine.Bye(line, at, in.host(), byeReason(in.text("reason")));
      default ->
          throw new Malformed(
              "\"link\": '" + word + "'", "connected, enrolled, closed, silent or bye");
    };
  }

  private static ByeReason byeReason(String text) throws Malformed {
    return ByeReason.parse(text)
        .orElseThrow(
            () ->
                new Malformed(
                    "\"reason\": '" + text + "'",
                    Arrays.stream(ByeReason.values())
                        .map(ByeReason::id)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private static ReplayLine heartbeat(int line, Instant at, LineFields in) throws Malformed {
    in.isTrue("heartbeat");
    return new ReplayLine.Heartbeat(line, at, in.host());
  }

  private static ReplayLine witness(int line, Instant at, LineFields in) throws Malformed {
    String text = in.text("answer");
    Evidence.Answer answer =
        Arrays.stream(Evidence.Answer.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new Malformed("\"answer\": '" + text + "'", "reached, refused or unreachable"));
    return new ReplayLine.Witness(line, at, in.host(), in.text("witness"), answer);
  }

  private static ReplayLine blackout(int line, Instant at, LineFields in) throws Malformed {
    Instant from = in.time("blackout_from");
    if (from.isAfter(at)) {
      throw new Malformed("\"blackout_from\" is after \"at\"", "the beginning of what ends then");
    }
    return new ReplayLine.Blackout(line, at, from);
  }

  private static ReplayLine tick(int line, Instant at, LineFields in) throws Malformed {
    in.isTrue("tick");
    return new ReplayLine.Tick(line, at);
  }

  private static ReplayLine order(int line, Instant at, LineFields in) throws Malformed {
    return new ReplayLine.Order(
        line,
        at,
        OrderReader.target(in.object().path("incident")),
        OrderReader.command(in),
        in.text("by"));
  }
}
