package dev.forebell.collector.intake;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads {@code ExportMetricsServiceRequest} in JSON: names in lowerCamelCase, numbers of 64 bits as
 * texts or numbers, enumerations as integers, unknown members passed over.
 */
final class OtlpJsonReader {
  private static final int TEMPORALITY_DELTA = 1;

  private final JsonWalk in;

  private OtlpJsonReader(JsonWalk in) {
    this.in = in;
  }

  static OtlpRequest read(byte[] message, IntakeLimits limits) throws BadRequest {
    OtlpRequest request = new OtlpRequest(limits);
    JsonWalk.message(
        message,
        "an ExportMetricsServiceRequest in JSON",
        walk -> {
          OtlpJsonReader reader = new OtlpJsonReader(walk);
          walk.object(
              (name, _) ->
                  walk.each(name, "resourceMetrics", () -> reader.resource(request.resource())));
        });
    return request;
  }

  private void resource(OtlpRequest.Resource resource) throws IOException, BadRequest {
    in.object(
        (name, _) -> {
          if (name.equals("resource")) {
            in.object(
                (part, _) -> in.each(part, "attributes", () -> keyValue(resource::attribute)));
            return true;
          }
          return in.each(
              name,
              "scopeMetrics",
              () ->
                  in.object(
                      (part, _) -> in.each(part, "metrics", () -> metric(resource.metric()))));
        });
  }

  private void metric(OtlpRequest.Metric metric) throws IOException, BadRequest {
    in.object(
        (name, _) -> {
          switch (name) {
            case "name" -> metric.name(in.text());
            case "gauge", "sum" -> numbers(metric);
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private void numbers(OtlpRequest.Metric metric) throws IOException, BadRequest {
    in.object(
        (name, _) -> {
          if (name.equals("aggregationTemporality")) {
            if (in.number() == TEMPORALITY_DELTA) {
              metric.delta();
            }
            return true;
          }
          return in.each(name, "dataPoints", () -> point(metric.point()));
        });
  }

  private void point(OtlpRequest.DataPoint point) throws IOException, BadRequest {
    in.object(
        (name, _) -> {
          switch (name) {
            case "timeUnixNano" -> point.nanos(in.whole());
            case "asInt" -> point.value((double) in.whole());
            case "asDouble" -> point.value(in.number());
            case "flags" -> point.flags(in.whole());
            default -> {
              return in.each(name, "attributes", () -> keyValue(point::attribute));
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
    in.object(
        (name, _) -> {
          switch (name) {
            case "key" -> pair[0] = in.text();
            case "value" -> in.object((_, value) -> text(value, pair));
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
      pair[1] = in.text();
    }
    return value.isScalarValue();
  }
}
