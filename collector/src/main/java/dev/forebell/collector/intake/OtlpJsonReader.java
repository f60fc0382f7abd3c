package dev.forebell.collector.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Reads {@code ExportMetricsServiceRequest} in JSON: names in lowerCamelCase, numbers of 64 bits as
 * texts or numbers, enumerations as integers, unknown members passed over.
 */
final class OtlpJsonReader {
  private static final int TEMPORALITY_DELTA = 1;
  private static final int DEEPEST = 32;
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser in;

  private OtlpJsonReader(JsonParser in) {
    this.in = in;
  }

  static OtlpRequest read(byte[] message, IntakeLimits limits) throws BadRequest {
    OtlpRequest request = new OtlpRequest(limits);
    try (JsonParser in = JSON.createParser(message)) {
      OtlpJsonReader reader = new OtlpJsonReader(in);
      in.nextToken();
      reader.object(
          (name, _) ->
              reader.each(name, "resourceMetrics", () -> reader.resource(request.resource())));
      if (in.nextToken() != null) {
        throw new BadRequest("something follows the JSON object");
      }
      return request;
    } catch (IOException e) {
      throw new BadRequest("not an ExportMetricsServiceRequest in JSON: " + e.getMessage());
    }
  }

  /** Takes a member whose value is the current token, or says that it is none of its own. */
  private interface Member {
    boolean take(String name, JsonToken value) throws IOException, BadRequest;
  }

  private interface Element {
    void take() throws IOException, BadRequest;
  }

  private void object(Member member) throws IOException, BadRequest {
    expect(JsonToken.START_OBJECT);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.VALUE_NULL || !member.take(name, value)) {
        in.skipChildren();
      }
    }
    expect(JsonToken.END_OBJECT);
  }

  private boolean each(String name, String wanted, Element element) throws IOException, BadRequest {
    if (!name.equals(wanted)) {
      return false;
    }
    expect(JsonToken.START_ARRAY);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      element.take();
    }
    return true;
  }

  private void expect(JsonToken token) throws BadRequest {
    if (in.currentToken() != token) {
      throw new BadRequest(
          "in JSON, " + in.currentTokenLocation().offsetDescription() + ": " + token + " expected");
    }
  }

  private void resource(OtlpRequest.Resource resource) throws IOException, BadRequest {
    object(
        (name, _) -> {
          if (name.equals("resource")) {
            object((part, _) -> each(part, "attributes", () -> keyValue(resource::attribute)));
            return true;
          }
          return each(
              name,
              "scopeMetrics",
              () -> object((part, _) -> each(part, "metrics", () -> metric(resource.metric()))));
        });
  }

  private void metric(OtlpRequest.Metric metric) throws IOException, BadRequest {
    object(
        (name, _) -> {
          switch (name) {
            case "name" -> metric.name(in.getText());
            case "gauge", "sum" -> numbers(metric);
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private void numbers(OtlpRequest.Metric metric) throws IOException, BadRequest {
    object(
        (name, _) -> {
          if (name.equals("aggregationTemporality")) {
            if (number() == TEMPORALITY_DELTA) {
              metric.delta();
            }
            return true;
          }
          return each(name, "dataPoints", () -> point(metric.point()));
        });
  }

  private void point(OtlpRequest.DataPoint point) throws IOException, BadRequest {
    object(
        (name, _) -> {
          switch (name) {
            case "timeUnixNano" -> point.nanos(whole());
            case "asInt" -> point.value(whole());
            case "asDouble" -> point.value(number());
            case "flags" -> point.flags(whole());
            default -> {
              return each(name, "attributes", () -> keyValue(point::attribute));
            }
          }
          return true;
        });
  }

  private interface Attribute {
    void take(String name, String value) throws BadRequest;
  }

  private void keyValue(Attribute attribute) throws IOException, BadRequest {
    String[] pair = {"", ""};
    object(
        (name, _) -> {
          switch (name) {
            case "key" -> pair[0] = in.getText();
            case "value" -> object((_, value) -> text(value, pair));
            default -> {
              return false;
            }
          }
          return true;
        });
    attribute.take(pair[0], pair[1]);
  }

  /** As text; lists and maps say nothing here. */
  private boolean text(JsonToken value, String[] pair) throws IOException {
    if (value.isScalarValue()) {
      pair[1] = in.getText();
    }
    return value.isScalarValue();
  }

  private long whole() throws IOException, BadRequest {
    try {
      return Long.parseLong(in.getText());
    } catch (NumberFormatException e) {
      throw new BadRequest("'" + in.getText() + "' is no integer");
    }
  }

  private double number() throws IOException, BadRequest {
    try {
      return Double.parseDouble(in.getText());
    } catch (NumberFormatException e) {
      throw new BadRequest("'" + in.getText() + "' is no number");
    }
  }
}
