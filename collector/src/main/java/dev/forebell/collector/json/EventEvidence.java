package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Happening;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Evidence of missing series and of happenings, as stored. */
final class EventEvidence {
  private EventEvidence() {}

  static ObjectNode write(Evidence.Missing missing) {
    ObjectNode node = Json.object().put("kind", "missing");
    node.set("series", EvidenceCodec.series(missing.series()));
    node.put("since", missing.since().toString());
    missing.lastSeen().ifPresent(at -> node.put("last_seen", at.toString()));
    return node.put("allowed", missing.allowed().toString());
  }

  static ObjectNode write(Evidence.Happened happened) {
    ObjectNode node = Json.object().put("kind", "happened").put("what", id(happened.what()));
    happened.series().ifPresent(series -> node.set("series", EvidenceCodec.series(series)));
    node.put("before", happened.before()).put("after", happened.after());
    node.set("times", Json.texts(happened.times().stream().map(Instant::toString).toList()));
    return node.put("count", happened.count()).put("within", happened.within().toString());
  }

  static Evidence.Missing readMissing(Fields fields) {
    return new Evidence.Missing(
        EvidenceCodec.series(fields.object("series")),
        fields.instant("since"),
        fields.has("last_seen") ? Optional.of(fields.instant("last_seen")) : Optional.empty(),
        fields.duration("allowed"));
  }

  static Evidence.Happened readHappened(Fields fields) {
    return new Evidence.Happened(
        fields.word("what", EventEvidence::happening),
        fields.optionalObject("series").map(EvidenceCodec::series),
        fields.text("before"),
        fields.text("after"),
        fields.texts("times").stream().map(Instant::parse).toList(),
        fields.integer("count"),
        fields.duration("within"));
  }

  private static Optional<Happening> happening(String id) {
    return Arrays.stream(Happening.values()).filter(what -> id(what).equals(id)).findFirst();
  }

  private static String id(Happening what) {
    return what.name().toLowerCase(Locale.ROOT);
  }
}
