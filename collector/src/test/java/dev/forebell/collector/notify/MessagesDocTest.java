package dev.forebell.collector.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/messages.md} shows every message in every language as it is sent; {@code
 * -Dscenarios.rewrite=true} writes it anew.
 */
class MessagesDocTest {
  private static final Path DOC = Path.of("..", "docs", "messages.md");
  private static final URI BOARD = URI.create("https://forebell.example.com");

  @Test
  void theDocumentShowsWhatIsSent() throws IOException {
    String text = document();
    if (Boolean.getBoolean("scenarios.rewrite")) {
      Files.writeString(DOC, text);
    }
    assertEquals(Files.readString(DOC), text);
  }

  @Test
  void everyLanguageHasEveryTextWithTheSameValues() throws IOException {
    Properties english = own("");
    for (String suffix : List.of("_zh", "_ru")) {
      Properties other = own(suffix);
      assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(other.keySet()), suffix);
      for (Object key : english.keySet()) {
        assertTrue(!other.getProperty((String) key).isBlank(), suffix + " " + key);
        assertEquals(
            values(english.getProperty((String) key)),
            values(other.getProperty((String) key)),
            suffix + " " + key);
      }
    }
  }

  @Test
  void everyChangeThatIsToldHasItsText() throws IOException {
    for (String event : NoticePlan.CHANGES) {
      assertTrue(own("").containsKey(event.replace("incident.", "event.")), event);
    }
  }

  private static Set<String> values(String text) {
    TreeSet<String> found = new TreeSet<>();
    java.util.regex.Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .forEach(one -> found.add(one.group()));
    return found;
  }

  private static Properties own(String suffix) throws IOException {
    Properties lines = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of(
                "src/main/resources/dev/forebell/collector/notify/notice"
                    + suffix
                    + ".properties"))) {
      lines.load(reader);
    }
    return lines;
  }

  private static String document() {
    StringBuilder out =
        new StringBuilder(
            """
            # Messages, as they are sent

            Written by `MessagesDocTest`, from the code that sends them. Mails have the same text as HTML. Chat bots get title and
            text in the form that each of them reads; a call speaks the sentence under "By voice".
            """);
    for (Person reader : Samples.readers()) {
      out.append("\n## ").append(reader.language()).append('\n');
      LetterWriter open = new LetterWriter(reader, Optional.of(BOARD), false);
      LetterWriter hidden = new LetterWriter(reader, Optional.of(BOARD), true);
      Notice alarm = notice(Samples.alarm(7));
      show(out, "A step of an escalation ladder", open.write(alarm));
      for (String event : new TreeSet<>(NoticePlan.CHANGES)) {
        show(out, event, open.write(notice(change(event))));
      }
      show(out, "More than a room may get: a digest", open.digest(many(alarm)));
      show(out, "`no_details`: a step of a ladder", hidden.write(alarm));
      show(out, "`no_details`: a change", hidden.write(notice(Samples.acknowledged(8))));
      String stuck = NoticeTexts.in(reader.language()).say("watch.line", "demo-desk", "12", "3");
      show(out, "Tickets cannot be delivered", open.watch("watch.stuck", stuck));
      show(out, "Tickets are delivered again", open.watch("watch.flows", ""));
    }
    return out.toString();
  }

  private static String change(String event) {
    String state =
        switch (event) {
          case "incident.resolved", "incident.closed", "incident.acknowledged" ->
              event.substring("incident.".length());
          case "incident.diagnosed" -> "diagnosed";
          default -> "open";
        };
    String detail =
        switch (event) {
          case "incident.diagnosed" -> "{\"cause\":\"power supply\"}";
          case "incident.acknowledged" -> "{\"comment\":\"on my way\"}";
          case "incident.dispatched", "incident.arrived" -> "{\"who\":\"Wang Fang\"}";
          default -> "{}";
        };
    return Samples.event(event, 8, detail, !event.equals("incident.demoted"), state);
  }

  private static List<Notice> many(Notice alarm) {
    List<Notice> many = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      many.add(notice(Samples.alarm(7).replace("INC-NACHT-2026-1", "INC-NACHT-2026-" + i)));
    }
    assertEquals(alarm, many.getFirst());
    return many;
  }

  private static Notice notice(String object) {
    return Notice.of(Samples.pending("mail", "john", object, true).message());
  }

  private static void show(StringBuilder out, String what, Letter letter) {
    out.append("\n### ")
        .append(what)
        .append("\n\nSubject: `")
        .append(letter.subject())
        .append("`\n\n```\n")
        .append(LetterForms.plain(letter))
        .append("```\n\nBy voice: ")
        .append(letter.spoken())
        .append('\n');
  }
}
