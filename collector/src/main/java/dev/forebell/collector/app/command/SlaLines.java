package dev.forebell.collector.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.common.config.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Many questions as JSON lines: each is answered before the next is read. */
final class SlaLines {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final SlaTexts texts = new SlaTexts();
  private final SlaBook book;
  private final Optional<String> usualCalendar;
  private final Optional<String> usualAmount;

  /**
   * @param usualCalendar of lines that name none
   * @param usualAmount of lines that name none
   */
  SlaLines(SlaBook book, Optional<String> usualCalendar, Optional<String> usualAmount) {
    this.book = book;
    this.usualCalendar = usualCalendar;
    this.usualAmount = usualAmount;
  }

  /** Answers line by line to the end of the input; false: at least one had no deadline. */
  boolean answer(InputStream input, PrintWriter out) throws IOException {
    boolean all = true;
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        all &= answer(number, line, out);
      }
      if (!lines.ready()) {
        out.flush();
      }
    }
    out.flush();
    return all;
  }

  private boolean answer(int number, String line, PrintWriter out) {
    return switch (answer(line)) {
      case Parsed.Good<String>(String answer) -> {
        out.println(answer);
        yield true;
      }
      case Parsed.Bad<String>(String why, String _) -> {
        String error = texts.sentence("line", String.valueOf(number), why);
        out.println(JSON.createObjectNode().put("error", error));
        yield false;
      }
    };
  }

  private Parsed<String> answer(String line) {
    try {
      return JSON.readTree(line) instanceof ObjectNode question
          ? answer(question)
          : Parsed.bad(texts.sentence("not_an_object"), "");
    } catch (JsonProcessingException broken) {
      int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
      return Parsed.bad(texts.sentence("not_json", String.valueOf(column)), "");
    }
  }

  private Parsed<String> answer(ObjectNode line) {
    for (String key : new String[] {"calendar", "start", "amount"}) {
      if (line.has(key) && !line.path(key).isTextual()) {
        return Parsed.bad(texts.sentence("not_a_text", key), "");
      }
    }
    return switch (SlaQuestion.of(
        book,
        text(line, "calendar").or(() -> usualCalendar),
        text(line, "start"),
        text(line, "amount").or(() -> usualAmount))) {
      case Parsed.Bad<SlaQuestion>(String why, String expected) -> Parsed.bad(why, expected);
      case Parsed.Good<SlaQuestion>(SlaQuestion question) ->
          switch (question.time().deadline(question.start(), question.amount())) {
            case Deadline.None none -> Parsed.bad(none(texts, question, none), "");
            case Deadline.At at ->
                Parsed.good(
                    flagged(line.put("deadline", Rfc3339.utc(at.instant())), at).toString());
          };
    };
  }

  private static Optional<String> text(ObjectNode line, String key) {
    return Optional.of(line.path(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /** Why there is no deadline, as a sentence. */
  static String none(SlaTexts texts, SlaQuestion question, Deadline.None none) {
    return texts.sentence(none.cause().name(), question.time().calendar().id());
  }

  /** The answer to one question that was asked by options. */
  static String line(SlaQuestion question, String start, Deadline.At deadline) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("calendar", question.time().calendar().id())
            .put("start", start)
            .put("amount", question.amount().text())
            .put("deadline", Rfc3339.utc(deadline.instant()));
    return flagged(line, deadline).toString();
  }

  /** Says which years it crosses whose special days may still change; sure ones say nothing. */
  private static ObjectNode flagged(ObjectNode line, Deadline.At deadline) {
    if (deadline.flagged()) {
      ObjectNode doubts = line.put("flagged", true).putObject("doubts");
      deadline
          .doubts()
          .forEach(
              (year, known) ->
                  doubts.put(String.valueOf(year), known.name().toLowerCase(Locale.ROOT)));
    }
    return line;
  }
}
