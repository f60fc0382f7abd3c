package dev.forebell.collector.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** OpenTelemetry's answers in JSON. */
final class OtlpAnswers {
  /** Codes of {@code google.rpc.Status}. */
  static final int INVALID_ARGUMENT = 3;

  static final int UNAVAILABLE = 14;

  private static final JsonFactory JSON = new JsonFactory();

  private OtlpAnswers() {}

  /** Everything was taken. */
  static byte[] json() {
    return object(_ -> {});
  }

  /** Some of it was not; numbers of 64 bits are texts. */
  static byte[] json(long lost, String why) {
    return object(
        out -> {
          out.writeObjectFieldStart("partialSuccess");
          out.writeStringField("rejectedDataPoints", Long.toString(lost));
          out.writeStringField("errorMessage", why);
          out.writeEndObject();
        });
  }

  static byte[] status(int code, String why) {
    return object(
        out -> {
          out.writeNumberField("code", code);
          out.writeStringField("message", why);
        });
  }

  private interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] object(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
