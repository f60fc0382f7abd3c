package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.Milestone;
import dev.forebell.collector.engine.incident.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Why an incident is what it is: for machines, and in one {@code text} for people. */
final class EvidenceObject {
  private static final int MOST_LISTED = 20;

  private EvidenceObject() {}

  static ObjectNode of(Incident incident, Language language, Optional<ObjectNode> detail) {
    ObjectNode node = Json.object().put("text", EvidenceSentence.of(incident, language));
    node.set("observed", EvidenceCodec.write(incident.finding().evidence()));
    node.put("wake", incident.finding().wake().id())
        .put("rule_version", incident.finding().ruleVersion())
        .put("configuration", incident.configuration())
        .put("runbook", incident.finding().runbook());
    node.set("services", Json.texts(incident.services()));
    Json.put(node, "contract", incident.promise().contract());
    node.set("emergency", emergency(incident));
    handling(node, incident);
    doubts(node, incident);
    incident.dueBy().ifPresent(due -> node.put("due_at", Json.publicTime(due)));
    gathered(node, incident);
    node.set("detail", detail.orElseGet(Json::object));
    return node;
  }

  /** Running clocks whose deadline crosses a year without its published special days. */
  private static void doubts(ObjectNode node, Incident incident) {
    List<String> flagged =
        incident.promise().clocks().values().stream()
            .filter(clock -> clock.flagged() && clock.outcome().isEmpty())
            .map(clock -> clock.id().set().id() + " " + clock.id().name().id())
            .toList();
    if (!flagged.isEmpty()) {
      node.set("doubtful_deadlines", Json.texts(flagged));
    }
  }

  /** The criteria of the latest promotion; none unless it is an emergency now. */
  private static ObjectNode emergency(Incident incident) {
    Verdict verdict = incident.urgency().emergency() ? incident.urgency().verdict() : Verdict.NONE;
    ObjectNode node = VerdictCodec.write(verdict);
    if (!verdict.met().isEmpty()) {
      node.set("sentences", sentences(verdict));
    }
    return node;
  }

  /** Whom it is read to is not always who reads the ticket: every language has it. */
  private static ObjectNode sentences(Verdict verdict) {
    ObjectNode node = Json.object();
    for (Language language : Language.values()) {
      Sentences words = Sentences.in(language);
      List<String> all =
          verdict.met().stream().map(one -> EmergencySentence.of(one, words)).toList();
      node.put(language.id(), words.joined(all));
    }
    return node;
  }

  /** What it stands for besides its own condition: the first, and how many. */
  private static void gathered(ObjectNode node, Incident incident) {
    SortedSet<ConditionKey> all = incident.gathered().conditions();
    if (!all.isEmpty()) {
      node.put("listed_count", all.size());
      node.set("listed", Json.array(all.stream().limit(MOST_LISTED).toList(), FindingCodec::write));
    }
  }

  private static void handling(ObjectNode node, Incident incident) {
    Json.put(node, "assigned", incident.handling().assigned());
    Json.put(node, "cause", incident.handling().cause());
    node.set("tickets", Json.array(incident.handling().tickets(), EvidenceObject::ticket));
    Json.put(node, "excluded", incident.handling().exclusion().map(taken -> taken.cause()));
    incident
        .times()
        .at(Milestone.REPORTED)
        .ifPresent(at -> node.put("lead_time", lead(incident, at)));
    Json.putPublic(node, "dispatched_at", incident.times().at(Milestone.DISPATCHED));
    Json.putPublic(node, "arrived_at", incident.times().at(Milestone.ARRIVED));
    Json.putPublic(node, "diagnosed_at", incident.times().at(Milestone.DIAGNOSED));
  }

  /** How long it was known before the first call; negative: the call came first. */
  private static String lead(Incident incident, Instant reported) {
    return Json.span(Duration.between(incident.times().detectedAt(), reported));
  }

  private static ObjectNode ticket(Ticket ticket) {
    return Json.object()
        .put("system", ticket.system())
        .put("reference", ticket.reference())
        .put("url", ticket.url());
  }
}
