package dev.forebell.collector.api;

import dev.forebell.collector.engine.incident.Command;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** A command's body as the engine's command. */
final class CommandReader {
  private static final Set<String> CAUSES =
      Set.of("third_party", "custom_code", "force_majeure", "customer_act");

  private CommandReader() {}

  sealed interface Result {}

  record Read(Command command, String by) implements Result {}

  /** {@code detail}: what is wrong, for a person. */
  record Malformed(String detail) implements Result {}

  static Result read(JsonObject body) {
    CommandFields fields = new CommandFields(body);
    String by = fields.required("by");
    Command command = command(fields);
    return fields.firstProblem().<Result>map(Malformed::new).orElse(new Read(command, by));
  }

  private static Command command(CommandFields in) {
    return switch (in.command()) {
      case "acknowledge" -> new Command.Acknowledge(in.optional("comment"));
      case "assign" -> new Command.Assign(in.required("to"));
      case "contact" -> new Command.Contact(in.required("whom"), in.required("channel"));
      case "dispatch" -> new Command.Dispatch(in.required("who"));
      case "arrive" -> new Command.Arrive(in.required("who"));
      case "diagnose" -> new Command.Diagnose(in.required("cause"));
      case "pause" -> new Command.Pause(in.required("reason"), in.time("until"));
      case "resume" -> new Command.Resume();
      case "resolve" -> new Command.Resolve(in.required("reason"));
      case "reopen" -> new Command.Reopen(in.required("reason"));
      case "close" -> new Command.Close();
      case "report" -> new Command.Report(in.required("who"), in.time("reported_at"));
      case "link" ->
          new Command.Link(in.required("system"), in.required("reference"), in.webAddress("url"));
      case "exclude" -> new Command.Exclude(in.oneOf("cause", CAUSES), in.required("approver"));
      case "promote" -> new Command.Promote(in.required("reason"));
      case "demote" -> new Command.Demote(in.required("reason"));
      // The document's enumeration leaves only this one.
      default -> new Command.Comment(in.required("text"));
    };
  }
}
