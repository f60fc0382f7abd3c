package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.Ticket;
import java.time.Instant;

/** The stored half of a change: all that folding needs. */
final class ChangeWriter {
  private ChangeWriter() {}

  static ObjectNode write(Change change) {
    ObjectNode node = Json.object();
    switch (change) {
      case Change.Opened opened -> opened(node, opened);
      case Change.SeverityChanged moved -> node.set("finding", FindingCodec.write(moved.finding()));
      case Change.Promoted promoted -> {
        node.set("verdict", VerdictCodec.write(promoted.verdict()));
        node.put("comment", promoted.comment());
      }
      case Change.Demoted demoted -> {
        node.set("dismissed", VerdictCodec.write(demoted.dismissed()));
        node.put("comment", demoted.comment());
      }
      case Change.Acknowledged(String comment) -> node.put("comment", comment);
      case Change.Assigned(String to) -> node.put("to", to);
      case Change.Contacted(String whom, String channel) ->
          node.put("whom", whom).put("channel", channel);
      case Change.Dispatched(String who) -> node.put("who", who);
      case Change.Arrived(String who) -> node.put("who", who);
      case Change.Diagnosed(String cause) -> node.put("cause", cause);
      case Change.Commented(String text) -> node.put("text", text);
      case Change.HeldOpen(Instant until) -> node.put("until", until.toString());
      case Change.Reported reported ->
          node.put("who", reported.who()).put("reported_at", reported.reportedAt().toString());
      case Change.Linked(Ticket ticket) ->
          node.put("system", ticket.system())
              .put("reference", ticket.reference())
              .put("url", ticket.url());
      case Change.Excluded(String cause, String approver) ->
          node.put("cause", cause).put("approver", approver);
      case Change.Corrected corrected -> {
        node.put("began_at", corrected.beganAt().toString());
        Json.put(node, "alive_until", corrected.aliveUntil());
      }
      case Change.Completed completed ->
          node.put("since", completed.since().toString())
              .put("restored_at", completed.restoredAt().toString());
      case Change.Recorded recorded -> recorded(node, recorded);
      case Change.Restored restored -> node.put("restored_at", restored.restoredAt().toString());
      case Change.Relapsed _, Change.Closed _ -> {
        // The name says it all.
      }
      case Change.Resolved resolved -> {
        Json.put(node, "restored_at", resolved.restoredAt());
        node.put("comment", resolved.comment());
      }
      case Change.Reopened reopened -> {
        node.set("finding", FindingCodec.write(reopened.finding()));
        node.put("comment", reopened.comment());
      }
      case Change.Suppressed suppressed -> {
        node.set("condition", FindingCodec.write(suppressed.condition()));
        node.put("since", suppressed.since().toString());
        node.set("finding", FindingCodec.write(suppressed.finding()));
      }
      case Change.Withheld withheld -> {
        opened(node, withheld.opening());
        node.put("suppressed_by", withheld.by());
      }
      case Change.Notified notified -> TellingCodec.write(node, notified);
      case Change.Absorbed absorbed -> Json.put(node, "parent", absorbed.parent());
      case Change.ClockChanged clock -> {
        node.set("event", ClockCodec.write(clock.event()));
        clock.pause().ifPresent(pause -> node.set("pause", ClockCodec.write(pause)));
      }
    }
    return node;
  }

  private static void recorded(ObjectNode node, Change.Recorded recorded) {
    node.put("customer", recorded.customer().value());
    Json.put(node, "host", recorded.key().host());
    node.put("rule", recorded.key().rule().value()).put("subject", recorded.key().subject());
    Json.put(node, "site", recorded.site());
    node.set("services", Json.texts(recorded.services()));
    node.put("began_at", recorded.beganAt().toString());
    node.put("restored_at", recorded.restoredAt().toString());
    node.set("finding", FindingCodec.write(recorded.finding()));
    node.put("configuration", recorded.configuration());
  }

  private static void opened(ObjectNode node, Change.Opened opened) {
    node.put("customer", opened.customer().value());
    Json.put(node, "host", opened.key().host());
    node.put("rule", opened.key().rule().value()).put("subject", opened.key().subject());
    Json.put(node, "site", opened.site());
    node.set("services", Json.texts(opened.services()));
    Json.put(node, "contract", opened.contract());
    node.put("began_at", opened.beganAt().toString());
    node.set("finding", FindingCodec.write(opened.finding()));
    node.put("configuration", opened.configuration());
    Json.put(node, "due_by", opened.dueBy());
  }
}
