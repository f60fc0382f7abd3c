package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import dev.forebell.common.model.HostId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was seen of links, as stored. What an older version did not write is read as unknown. */
final class LinkEvidence {
  private LinkEvidence() {}

  static ObjectNode write(Evidence.LinkFacts link) {
    ObjectNode node =
        Json.object()
            .put("kind", "link")
            .put("last_heard", link.lastHeard().toString())
            .put("ended", word(link.ended()))
            .put("silence", link.silence().toString())
            .put("confirm", link.confirm().toString())
            .put("detail", link.detail())
            .put("confirmed_by", word(link.by()));
    Json.put(node, "survived_gap", link.survived());
    node.set("witnesses", Json.array(link.witnesses(), LinkEvidence::witness));
    Json.put(node, "last_sample", link.lastSample());
    Json.put(node, "clock_offset", link.clockOffset().map(Json::span));
    return node;
  }

  private static ObjectNode witness(Evidence.Witness witness) {
    return Json.object()
        .put("witness", witness.name())
        .put("answer", word(witness.answer()))
        .put("at", witness.at().toString());
  }

  static ObjectNode write(Evidence.SiteLoss site) {
    ObjectNode node = Json.object().put("kind", "site").put("said", word(site.said()));
    node.set("hosts", Json.texts(site.hosts()));
    return node.put("connected", site.connected()).put("within", site.within().toString());
  }

  static Evidence.LinkFacts readLink(Fields fields) {
    return new Evidence.LinkFacts(
        fields.instant("last_heard"),
        fields.word("ended", LinkEvidence::linkEnd),
        fields.duration("silence"),
        fields.duration("confirm"),
        fields.text("detail"),
        fields.has("confirmed_by")
            ? fields.word("confirmed_by", id -> find(ConfirmedBy.values(), id))
            : ConfirmedBy.KIND,
        fields.has("survived_gap")
            ? Optional.of(fields.duration("survived_gap"))
            : Optional.empty(),
        fields.has("witnesses")
            ? fields.objects("witnesses", LinkEvidence::readWitness)
            : List.of(),
        fields.optionalInstant("last_sample"),
        fields.has("clock_offset")
            ? Optional.of(fields.duration("clock_offset"))
            : Optional.empty());
  }

  private static Evidence.Witness readWitness(Fields fields) {
    return new Evidence.Witness(
        fields.text("witness"),
        fields.word("answer", id -> find(Evidence.Answer.values(), id)),
        fields.instant("at"));
  }

  static Evidence.SiteLoss readSite(Fields fields) {
    return new Evidence.SiteLoss(
        fields.word("said", id -> find(Evidence.SiteEnd.values(), id)),
        fields.texts("hosts").stream().map(HostId::new).toList(),
        fields.integer("connected"),
        fields.duration("within"));
  }

  static Optional<Evidence.LinkEnd> linkEnd(String id) {
    return find(Evidence.LinkEnd.values(), id);
  }

  private static <E extends Enum<E>> Optional<E> find(E[] values, String id) {
    return Arrays.stream(values).filter(value -> word(value).equals(id)).findFirst();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
