package dev.forebell.collector.json;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.engine.incident.Ticket;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;

/** Reads what {@link ChangeWriter} wrote. */
final class ChangeReader {
  private ChangeReader() {}

  /**
   * The change of a stored event.
   *
   * @param name the event's name, such as {@code incident.opened}
   */
  static Change read(String name, Fields fields, Instant at, Reason reason) {
    return name.startsWith("sla.")
        ? new Change.ClockChanged(
            ClockCodec.read(fields.object("event"), at, reason),
            fields.optionalObject("pause").map(ClockCodec::readPause))
        : incident(name, fields);
  }

  private static Change incident(String name, Fields fields) {
    return switch (name) {
      case "incident.opened" -> opened(fields);
      case "incident.severity_changed" ->
          new Change.SeverityChanged(FindingCodec.read(fields.object("finding")));
      case "incident.promoted" ->
          new Change.Promoted(VerdictCodec.read(fields.object("verdict")), fields.text("comment"));
      case "incident.demoted" ->
          new Change.Demoted(VerdictCodec.read(fields.object("dismissed")), fields.text("comment"));
      case "incident.acknowledged" -> new Change.Acknowledged(fields.text("comment"));
      case "incident.assigned" -> new Change.Assigned(fields.text("to"));
      case "incident.contacted" ->
          new Change.Contacted(fields.text("whom"), fields.text("channel"));
      case "incident.dispatched" -> new Change.Dispatched(fields.text("who"));
      case "incident.arrived" -> new Change.Arrived(fields.text("who"));
      case "incident.diagnosed" -> new Change.Diagnosed(fields.text("cause"));
      case "incident.commented" -> commented(fields);
      case "incident.reported" ->
          new Change.Reported(fields.text("who"), fields.instant("reported_at"));
      case "incident.linked" ->
          new Change.Linked(
              new Ticket(fields.text("system"), fields.text("reference"), fields.text("url")));
      case "incident.excluded" ->
          new Change.Excluded(fields.text("cause"), fields.text("approver"));
      case "incident.restored" -> new Change.Restored(fields.instant("restored_at"));
      case "incident.relapsed" -> new Change.Relapsed();
      case "incident.resolved" ->
          new Change.Resolved(fields.optionalInstant("restored_at"), fields.text("comment"));
      case "incident.reopened" ->
          new Change.Reopened(FindingCodec.read(fields.object("finding")), fields.text("comment"));
      case "incident.closed" -> new Change.Closed();
      case "incident.suppressed" -> suppressed(fields);
      case "incident.notified" -> TellingCodec.read(fields);
      case "incident.absorbed" ->
          new Change.Absorbed(fields.optionalText("parent").map(IncidentId::new));
      default -> throw new IllegalArgumentException("no event is called '" + name + "'");
    };
  }

  /** People comment with a text; what the machine notes has fields of its own. */
  private static Change commented(Fields fields) {
    if (fields.has("until")) {
      return new Change.HeldOpen(fields.instant("until"));
    }
    if (fields.has("began_at")) {
      return new Change.Corrected(
          fields.instant("began_at"), fields.optionalInstant("alive_until"));
    }
    return fields.has("since")
        ? new Change.Completed(fields.instant("since"), fields.instant("restored_at"))
        : new Change.Commented(fields.text("text"));
  }

  private static Change suppressed(Fields fields) {
    if (fields.has("suppressed_by")) {
      return new Change.Withheld(opened(fields), fields.text("suppressed_by"));
    }
    return fields.has("condition")
        ? new Change.Suppressed(
            FindingCodec.readKey(fields.object("condition")),
            fields.instant("since"),
            FindingCodec.read(fields.object("finding")))
        : recorded(fields);
  }

  private static Change recorded(Fields fields) {
    return new Change.Recorded(
        new CustomerId(fields.text("customer")),
        key(fields),
        fields.optionalText("site").map(SiteId::new),
        fields.texts("services").stream().map(ServiceId::new).toList(),
        fields.instant("began_at"),
        fields.instant("restored_at"),
        FindingCodec.read(fields.object("finding")),
        fields.text("configuration"));
  }

  private static Change.Opened opened(Fields fields) {
    return new Change.Opened(
        new CustomerId(fields.text("customer")),
        key(fields),
        fields.optionalText("site").map(SiteId::new),
        fields.texts("services").stream().map(ServiceId::new).toList(),
        fields.optionalText("contract"),
        fields.instant("began_at"),
        FindingCodec.read(fields.object("finding")),
        fields.text("configuration"),
        fields.optionalInstant("due_by"));
  }

  private static IncidentKey key(Fields fields) {
    return new IncidentKey(
        fields.optionalText("host").map(HostId::new),
        new RuleId(fields.text("rule")),
        fields.text("subject"));
  }
}
