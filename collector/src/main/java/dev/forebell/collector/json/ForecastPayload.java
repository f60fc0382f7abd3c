package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.forecast.Bucket;
import dev.forebell.collector.engine.forecast.History;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast's memory as its row keeps it: lists of numbers, three a stretch (how many stretches
 * after the one before, floor, ceiling), about 20 bytes each.
 */
final class ForecastPayload {
  /** Closer than any disk is measured; keeps a row short. */
  private static final MathContext DIGITS = new MathContext(7);

  private ForecastPayload() {}

  static ObjectNode write(Watch.Forecast forecast) {
    ObjectNode node = Json.object().put("state", "forecast");
    node.set("series", EvidenceCodec.series(forecast.series()));
    node.put("rising", forecast.rising());
    node.set("open", buckets(List.of(forecast.history().open())));
    node.set("fine", buckets(forecast.history().fine()));
    node.set("hours", buckets(forecast.history().hours()));
    forecast.standing().ifPresent(standing -> node.set("standing", standing(standing)));
    return node;
  }

  private static ArrayNode buckets(List<Bucket> buckets) {
    ArrayNode numbers = Json.array();
    long before = 0;
    for (Bucket bucket : buckets) {
      numbers.add(bucket.index() - before);
      numbers.add(rounded(bucket.floor()));
      numbers.add(rounded(bucket.ceiling()));
      before = bucket.index();
    }
    return numbers;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private static ObjectNode standing(Watch.Standing standing) {
    ObjectNode node =
        Json.object()
            .put("level", standing.level())
            .put("began", standing.began().toString())
            .put("value", standing.value());
    Json.put(node, "end", standing.end());
    return node;
  }

  static Watch.Forecast read(Fields fields) {
    History history =
        new History(
            readBuckets(fields, "open").getFirst(),
            readBuckets(fields, "fine"),
            readBuckets(fields, "hours"));
    return new Watch.Forecast(
        EvidenceCodec.series(fields.object("series")),
        fields.bool("rising"),
        history,
        fields.optionalObject("standing").map(ForecastPayload::readStanding));
  }

  private static List<Bucket> readBuckets(Fields fields, String name) {
    List<Double> numbers = fields.numbers(name);
    List<Bucket> buckets = new ArrayList<>(numbers.size() / 3);
    long index = 0;
    for (int i = 0; i + 2 < numbers.size(); i += 3) {
      index += numbers.get(i).longValue();
      buckets.add(new Bucket(index, numbers.get(i + 1), numbers.get(i + 2)));
    }
    return buckets;
  }

  private static Watch.Standing readStanding(Fields fields) {
    return new Watch.Standing(
        fields.integer("level"),
        fields.instant("began"),
        fields.number("value"),
        fields.optionalInstant("end"));
  }
}
