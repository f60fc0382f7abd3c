package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.HostPeople;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.common.model.HostId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Emergency verdicts with every number. */
final class VerdictCodec {
  private VerdictCodec() {}

  static ObjectNode write(Verdict verdict) {
    ObjectNode node = Json.object();
    node.set("met", Json.array(verdict.met(), VerdictCodec::write));
    return node;
  }

  static ObjectNode write(Criterion criterion) {
    ObjectNode node =
        Json.object().put("criterion", criterion.reason().id()).put("subject", criterion.subject());
    switch (criterion) {
      case Criterion.PeopleAffected people -> people(node, people);
      case Criterion.KeyServiceDown service ->
          node.put("up", service.up())
              .put("members", service.members())
              .put("min_up", service.minUp());
      case Criterion.HostGroupDown group -> {
        node.put("down", group.down()).put("members", group.members());
        group.limit().ifPresent(limit -> node.put("limit", limit));
        group.share().ifPresent(share -> node.put("share", share));
      }
      case Criterion.SiteUnseen site ->
          node.put("silent", site.silent())
              .put("connected", site.connected())
              .put("why", site.why().name().toLowerCase(Locale.ROOT));
    }
    node.set("causes", Json.array(criterion.causes(), FindingCodec::write));
    return node;
  }

  private static void people(ObjectNode node, Criterion.PeopleAffected people) {
    node.put("service", people.service())
        .put("desktops", people.desktops())
        .put("affected", people.affected())
        .put("on_it_now", people.onItNow())
        .put("without_seat", people.withoutSeat())
        .put("people", people.people())
        .put("share", people.share());
    node.set("counts", Json.array(people.counts(), VerdictCodec::count));
  }

  private static ObjectNode count(HostPeople count) {
    ObjectNode node =
        Json.object().put("host", count.host().value()).put("sessions", count.sessions());
    Json.put(node, "counted_at", count.countedAt());
    return node.put("assigned", count.assigned());
  }

  static Verdict read(Fields fields) {
    return new Verdict(fields.objects("met", VerdictCodec::criterion));
  }

  private static Criterion criterion(Fields fields) {
    String subject = fields.text("subject");
    List<ConditionKey> causes = fields.objects("causes", FindingCodec::readKey);
    String kind = fields.text("criterion");
    return switch (kind) {
      case "people_affected" -> people(fields, subject, causes);
      case "key_service_down" ->
          new Criterion.KeyServiceDown(
              subject,
              fields.integer("up"),
              fields.integer("members"),
              fields.integer("min_up"),
              causes);
      case "host_group_down" ->
          new Criterion.HostGroupDown(
              subject,
              fields.integer("down"),
              fields.integer("members"),
              fields.has("limit") ? Optional.of(fields.integer("limit")) : Optional.empty(),
              fields.has("share") ? Optional.of(fields.number("share")) : Optional.empty(),
              causes);
      case "site_unseen" ->
          new Criterion.SiteUnseen(
              subject,
              fields.integer("silent"),
              fields.integer("connected"),
              fields.word("why", VerdictCodec::why),
              causes);
      default -> throw new IllegalArgumentException("no criterion is called '" + kind + "'");
    };
  }

  private static Optional<Criterion.SiteUnseen.Why> why(String id) {
    return Arrays.stream(Criterion.SiteUnseen.Why.values())
        .filter(why -> why.name().toLowerCase(Locale.ROOT).equals(id))
        .findFirst();
  }

  private static Criterion people(Fields fields, String subject, List<ConditionKey> causes) {
    return new Criterion.PeopleAffected(
        subject,
        fields.bool("service"),
        fields.bool("desktops"),
        fields.integer("affected"),
        fields.integer("on_it_now"),
        fields.integer("without_seat"),
        fields.integer("people"),
        fields.number("share"),
        fields.objects("counts", VerdictCodec::readCount),
        causes);
  }

  private static HostPeople readCount(Fields fields) {
    return new HostPeople(
        new HostId(fields.text("host")),
        fields.integer("sessions"),
        fields.optionalInstant("counted_at"),
        fields.integer("assigned"));
  }
}
