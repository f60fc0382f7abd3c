package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Writes JSON piece by piece; ready objects of the ledger go in as they are. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What a document consists of. */
  interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  private JsonText() {}

  static String of(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /** UTC with milliseconds, as everywhere in the interface. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A key that is never missing: null where there is no value. */
  static void time(JsonGenerator out, String key, Optional<Instant> instant) throws IOException {
    out.writeFieldName(key);
    if (instant.isPresent()) {
      out.writeString(time(instant.get()));
    } else {
      out.writeNull();
    }
  }

  /**
   * A ready object with one more key at its end, such as {@code recorded_at} on a stored event.
   *
   * @param object JSON object as text
   * @param value JSON value as text
   */
  static String with(String object, String key, String value) {
    int end = object.lastIndexOf('}');
    if (end < 0) {
      throw new IllegalArgumentException("not a JSON object: " + object);
    }
    String before = object.substring(0, end).stripTrailing();
    String comma = before.endsWith("{") ? "" : ",";
    return before + comma + "\"" + key + "\":" + value + "}";
  }
}
