package dev.forebell.collector.demo;

import dev.forebell.collector.demo.Case.Note;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/** The desk's page. Every text that came in is escaped: a host's name cannot become markup. */
final class DeskPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Set<String> OVER = Set.of("closed", "rejected", "duplicate");

  private final ResourceBundle texts =
      ResourceBundle.getBundle("dev.forebell.collector.demo.desk", Locale.ENGLISH);

  String render(List<Case> cases) {
    String list =
        cases.isEmpty()
            ? "<p class=\"empty\">" + text("empty") + "</p>"
            : cases.stream().map(this::article).collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="refresh" content="2">
    <title>%s</title>
    <link rel="stylesheet" href="/desk.css">
    </head>
    <body>
    <header><h1>%s</h1><span class="count">%s</span><p class="lead">%s</p></header>
    <main>%s</main>
    <footer>%s</footer>
    </body>
    </html>
    """
        .formatted(
            text("title"),
            text("heading"),
            text("count", cases.size()),
            text("lead"),
            list,
            text("refresh"));
  }

  private String article(Case shown) {
    return """
    <article id="%s" class="%s">
    <h2>#%d %s</h2>
    <p class="facts"><span class="status">%s</span><span>%s</span><span>%s</span></p>
    <ol aria-label="%s">%s</ol>
    </article>
    """
        .formatted(
            escape(shown.id()),
            style(shown.text("status")),
            shown.number(),
            escape(shown.text("name")),
            escape(shown.text("status")),
            escape(shown.text("priority")),
            text("opened", time(shown.createdAt(), DAY_TIME)),
            text("changes"),
            shown.changes().reversed().stream().map(this::line).collect(Collectors.joining()));
  }

  private String line(Note note) {
    return """
    <li><time datetime="%s">%s</time><span class="how">%s</span><span class="what">%s</span></li>
    """
        .formatted(
            note.at(),
            time(note.at(), TIME),
            text(note.method().equals("POST") ? "created" : "updated"),
            escape(note.text()));
  }

  private String time(Instant at, DateTimeFormatter format) {
    return format.format(at) + " " + text("clock");
  }

  private static String style(String status) {
    String known = status.toLowerCase(Locale.ROOT);
    if (OVER.contains(known)) {
      return "closed";
    }
    return known.equals("pending") || known.equals("assigned") ? "pending" : "open";
  }

  private String text(String key, Object... values) {
    return escape(new MessageFormat(texts.getString(key), Locale.ENGLISH).format(values));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
