package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An error as RFC 9457 describes it.
 *
 * @param reason the collector's name for a refusal
 * @param detail one sentence for a person
 * @param problems single faults of a refused configuration
 */
record Problem(int status, Optional<String> reason, String detail, List<String> problems) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    return new Problem(status, Optional.empty(), detail, List.of());
  }

  static Problem refusal(int status, String reason, String detail) {
    return new Problem(status, Optional.of(reason), detail, List.of());
  }

  void send(RoutingContext context) {
    Answer.text(context, status, MEDIA_TYPE, JsonText.of(this::writeTo));
  }

  private void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField(
        "type", reason.map(name -> "urn:forebell:problem:" + name).orElse("about:blank"));
    out.writeStringField("title", title(status));
    out.writeNumberField("status", status);
    out.writeStringField("detail", detail);
    if (reason.isPresent()) {
      out.writeStringField("reason", reason.get());
    }
    if (!problems.isEmpty()) {
      out.writeArrayFieldStart("problems");
      for (String problem : problems) {
        out.writeString(problem);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 421 -> "Misdirected request";
      case 422 -> "Refused configuration";
      default -> status < 500 ? "Refused" : "Server error";
    };
  }
}
