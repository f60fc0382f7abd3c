package dev.forebell.collector.notify;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A letter as plain text, as HTML, and as the short text of a chat. */
final class LetterForms {
  private LetterForms() {}

  static String plain(Letter letter) {
    Stream<String> facts = letter.facts().stream().map(fact -> fact.name() + ": " + fact.value());
    return Stream.of(
            Stream.of(letter.title(), ""),
            letter.paragraphs().stream(),
            Stream.of(""),
            facts,
            block(letter.ask()),
            letter.link().stream().flatMap(link -> block(link.text() + ": " + link.url())))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n", "", "\n"))
        .replaceAll("\n{3,}", "\n\n");
  }

  private static Stream<String> block(String text) {
    return text.isEmpty() ? Stream.empty() : Stream.of("", text);
  }

  static String html(Letter letter) {
    StringBuilder out = new StringBuilder(2000);
    out.append("<!DOCTYPE html>\n<html lang=\"")
        .append(letter.language())
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(letter.title()))
        .append("</title></head>\n<body style=\"font-family:sans-serif;line-height:1.4\">\n<h2")
        .append(letter.urgent() ? " style=\"color:#b00020\"" : "")
        .append('>')
        .append(escaped(letter.title()))
        .append("</h2>\n");
    letter.paragraphs().forEach(text -> out.append("<p>").append(escaped(text)).append("</p>\n"));
    if (!letter.facts().isEmpty()) {
      out.append("<table>\n");
      letter
          .facts()
          .forEach(
              fact ->
                  out.append("<tr><th align=\"left\">")
                      .append(escaped(fact.name()))
                      .append("</th><td>")
                      .append(escaped(fact.value()))
                      .append("</td></tr>\n"));
      out.append("</table>\n");
    }
    if (!letter.ask().isEmpty()) {
      out.append("<p><b>").append(escaped(letter.ask())).append("</b></p>\n");
    }
    letter
        .link()
        .ifPresent(
            link ->
                out.append("<p><a href=\"")
                    .append(escaped(link.url()))
                    .append("\">")
                    .append(escaped(link.text()))
                    .append("</a></p>\n"));
    return out.append("</body></html>\n").toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Without the title, for chats. */
  static String body(Letter letter) {
    String plain = plain(letter);
    return plain.substring(letter.title().length()).strip();
  }

  /** Cut to so many bytes of UTF-8, at a whole character. */
  static String cut(String text, int bytes) {
    int left = bytes;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      left -=
          Character.toString(text.codePointAt(i))
              .getBytes(java.nio.charset.StandardCharsets.UTF_8)
              .length;
      if (left < 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }
}
