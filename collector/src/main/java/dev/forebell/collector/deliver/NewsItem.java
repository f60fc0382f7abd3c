package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.Command;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One thing that happened at a desk.
 *
 * @param id tells it from all others of the desk; the same thing has the same id each time
 * @param ticket the desk's key, its number, or the incident's id
 * @param at when, as the desk says
 * @param by who did it
 * @param bot whether that is no person
 * @param command what it means to the incident
 */
record NewsItem(String id, String ticket, Instant at, String by, boolean bot, Command command) {
  private static final int MOST_TEXT = 4_000;

  /** An item as the adapter's mapping gives it; empty: it means nothing to us. */
  static Optional<NewsItem> of(Tree tree, Instant now) {
    String id = tree.text("id");
    String ticket = tree.text("ticket");
    if (id.isEmpty() || id.length() > 255 || ticket.isEmpty()) {
      return Optional.empty();
    }
    String by = tree.text("by");
    return command(tree)
        .map(
            command ->
                new NewsItem(
                    id,
                    ticket,
                    time(tree.text("at")).orElse(now),
                    by.isEmpty() ? "desk" : cut(by),
                    tree.at("bot").isTrue(),
                    command));
  }

  /** Words may come in any order; what moves the incident may not. */
  boolean moves() {
    return !(command instanceof Command.Comment || command instanceof Command.Report);
  }

  private static Optional<Command> command(Tree tree) {
    String text = cut(tree.text("text"));
    return switch (tree.text("do")) {
      case "acknowledge" -> Optional.of(new Command.Acknowledge(text));
      case "contact" ->
          Optional.of(
              new Command.Contact(or(tree.text("whom"), "user"), or(tree.text("channel"), "desk")));
      case "comment" -> given(text).map(Command.Comment::new);
      case "diagnose" -> given(text).map(Command.Diagnose::new);
      case "dispatch" -> Optional.of(new Command.Dispatch(or(tree.text("who"), tree.text("by"))));
      case "arrive" -> Optional.of(new Command.Arrive(or(tree.text("who"), tree.text("by"))));
      case "pause" ->
          given(cut(tree.text("reason")))
              .map(reason -> new Command.Pause(reason, time(tree.text("until"))));
      case "resume" -> Optional.of(new Command.Resume());
      case "resolve" -> Optional.of(new Command.Resolve(or(text, "resolved at the desk")));
      case "reopen" -> Optional.of(new Command.Reopen(or(text, "reopened at the desk")));
      case "report" ->
          Optional.of(
              new Command.Report(
                  or(tree.text("who"), tree.text("by")), time(tree.text("reported_at"))));
      default -> Optional.empty();
    };
  }

  private static Optional<String> given(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static String or(String text, String otherwise) {
    return text.isBlank() ? otherwise : cut(text);
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
