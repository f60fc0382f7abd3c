package dev.forebell.collector.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;

/** Failures as one line for people. */
final class Failures {
  private static final int MOST_CHARACTERS = 200;

  private Failures() {}

  static String text(Throwable failure) {
    if (failure instanceof JsonProcessingException json) {
      return line(json.getOriginalMessage() + place(json));
    }
    return line(
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName()));
  }

  private static String place(JsonProcessingException json) {
    return Optional.ofNullable(json.getLocation())
        .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
        .orElse("");
  }

  /** Without control characters, cut to a length that a screen can show. */
  static String line(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "...";
  }
}
