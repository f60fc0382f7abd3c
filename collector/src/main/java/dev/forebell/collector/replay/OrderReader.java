package dev.forebell.collector.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentMatch;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code command} lines. Details that a command leaves out are {@link #UNSTATED}: a replay is
 * about what happens when, and need not invent them.
 */
final class OrderReader {
  static final String UNSTATED = "unstated";

  private static final String COMMANDS =
      "acknowledge, assign, contact, dispatch, arrive, diagnose, comment, pause, resume, resolve,"
          + " reopen, close, report, link, exclude, promote or demote";

  private OrderReader() {}

  static Command command(LineFields in) throws Malformed {
    String name = in.text("command");
    return switch (name) {
      case "acknowledge" -> new Command.Acknowledge(in.optional("comment").orElse(""));
      case "assign" -> new Command.Assign(detail(in, "to"));
      case "contact" -> new Command.Contact(detail(in, "whom"), detail(in, "channel"));
      case "dispatch" -> new Command.Dispatch(detail(in, "who"));
      case "arrive" -> new Command.Arrive(detail(in, "who"));
      case "diagnose" -> new Command.Diagnose(detail(in, "cause"));
      case "comment" -> new Command.Comment(detail(in, "text"));
      case "pause" -> new Command.Pause(detail(in, "reason"), in.optionalTime("until"));
      case "resume" -> new Command.Resume();
      case "resolve" -> new Command.Resolve(detail(in, "reason"));
      case "reopen" -> new Command.Reopen(detail(in, "reason"));
      case "close" -> new Command.Close();
      case "report" -> new Command.Report(detail(in, "who"), in.optionalTime("reported_at"));
      case "link" ->
          new Command.Link(
              detail(in, "system"), detail(in, "reference"), in.optional("url").orElse(""));
      case "exclude" ->
          new Command.Exclude(
              cause(in), in.optional("approver").or(() -> in.optional("by")).orElse(UNSTATED));
      case "promote" -> new Command.Promote(detail(in, "reason"));
      case "demote" -> new Command.Demote(detail(in, "reason"));
      default -> throw new Malformed("\"command\": '" + name + "' is unknown", COMMANDS);
    };
  }

  static NamedIncident target(JsonNode incident) throws Malformed {
    if (incident.isTextual()) {
      return new NamedIncident.Numbered(incident.textValue());
    }
    if (!incident.isObject()) {
      throw new Malformed(
          "\"incident\": " + incident, "an id, or {\"host\":..,\"rule\":..,\"subject\":..}");
    }
    LineFields about = new LineFields(incident);
    String rule = about.text("rule");
    if (!RuleId.valid(rule)) {
      throw new Malformed("\"rule\": '" + rule + "' cannot be a rule", "a rule's id");
    }
    Optional<HostId> host =
        about.optional("host").isPresent() ? Optional.of(about.host()) : Optional.empty();
    return new NamedIncident.About(new IncidentMatch(host, new RuleId(rule), subject(incident)));
  }

  /** A text, or the attributes that tell it from others. */
  private static Optional<String> subject(JsonNode incident) throws Malformed {
    JsonNode subject = incident.path("subject");
    return subject.isObject()
        ? Optional.of(SamplesReader.attributes(subject).toString())
        : new LineFields(incident).optional("subject");
  }

  /** Causes are written in many ways: 'third party', 'customer's own act'. */
  private static String cause(LineFields in) {
    String text = in.optional("cause").orElseGet(() -> detail(in, "reason"));
    String words = text.trim().toLowerCase(Locale.ROOT).replace("'", "").replaceAll("[ -]+", "_");
    return words.matches("customers?(_own)?_act") ? "customer_act" : words;
  }

  private static String detail(LineFields in, String name) {
    return in.optional(name).filter(text -> !text.isBlank()).orElse(UNSTATED);
  }
}
