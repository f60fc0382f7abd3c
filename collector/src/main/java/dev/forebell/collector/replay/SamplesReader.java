package dev.forebell.collector.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code samples}. */
final class SamplesReader {
  private static final String SHAPE = "[{\"metric\":..,\"attributes\":{..},\"value\":..}]";

  private SamplesReader() {}

  static List<Sample> read(JsonNode array) throws Malformed {
    if (!array.isArray()) {
      throw new Malformed("\"samples\" is no array", SHAPE);
    }
    List<Sample> samples = new ArrayList<>();
    for (JsonNode element : array) {
      samples.add(sample(element));
    }
    return samples;
  }

  static Sample sample(JsonNode element) throws Malformed {
    String metric = new LineFields(element).text("metric");
    if (metric.isEmpty() || !element.has("value")) {
      throw new Malformed("a sample without \"metric\" or \"value\"", SHAPE);
    }
    SeriesKey series = new SeriesKey(metric, attributes(element.path("attributes")));
    return new Sample(series, reading(element.path("value")));
  }

  /** Null and texts such as "NaN" stand for a value that could not be had. */
  private static Reading reading(JsonNode value) throws Malformed {
    if (value.isNumber()) {
      return Reading.of(value.doubleValue());
    }
    if (value.isNull() || value.isTextual()) {
      return Reading.unavailable(Reading.Cause.FAILED);
    }
    throw new Malformed("\"value\": " + value, "a number, or null where there is none");
  }

  static Attributes attributes(JsonNode object) throws Malformed {
    if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
      throw new Malformed("\"attributes\": " + object, "an object of texts");
    }
    TreeMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new Malformed("attribute \"" + entry.getKey() + "\"", "a text");
      }
      values.put(entry.getKey(), entry.getValue().asText());
    }
    return new Attributes(values);
  }
}
