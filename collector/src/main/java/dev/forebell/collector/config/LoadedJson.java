package dev.forebell.collector.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.common.config.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What came of reading a folder, as one line of JSON for programs. */
public final class LoadedJson {
  private LoadedJson() {}

  /**
   * {@code {"ok", "errors": [{file, line, column, what, expected}], "warnings": [..], "read": {..}
   * or null}}.
   */
  public static String of(Loaded loaded) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("ok", loaded instanceof Loaded.Ok);
      problems(json, "errors", errors(loaded));
      problems(json, "warnings", loaded.warnings());
      read(json, loaded);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to a text", impossible);
    }
    return text.toString();
  }

  private static List<Problem> errors(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Ok _ -> List.of();
      case Loaded.Bad(List<Problem> errors, List<Problem> _) -> errors;
    };
  }

  private static void problems(JsonGenerator json, String name, List<Problem> problems)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Problem problem : problems) {
      json.writeStartObject();
      json.writeStringField("file", problem.at().file());
      json.writeNumberField("line", problem.at().line());
      json.writeNumberField("column", problem.at().column());
      json.writeStringField("what", problem.what());
      json.writeStringField("expected", problem.expected());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void read(JsonGenerator json, Loaded loaded) throws IOException {
    if (!(loaded instanceof Loaded.Ok(Configuration configuration, List<Problem> _))) {
      json.writeNullField("read");
      return;
    }
    json.writeObjectFieldStart("read");
    for (Map.Entry<String, Integer> count : Contents.of(configuration).counts().entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
