package dev.forebell.collector.intake;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;

/** What an OpenTelemetry Collector sends, made with the published definitions. */
final class SentOtlp {
  private static final long NANOS = 1_000_000;

  private SentOtlp() {}

  static ExportMetricsServiceRequest request(String host, Metric... metrics) {
    Resource.Builder resource = Resource.newBuilder().addAttributes(text("os.type", "linux"));
    if (!host.isEmpty()) {
      resource.addAttributes(text("host.name", host));
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .setSchemaUrl("https://opentelemetry.io/schemas/1.9.0")
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("hostmetrics"))
                        .addAllMetrics(Arrays.asList(metrics))))
        .build();
  }

  static KeyValue text(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** A number of a time; attributes as alternating names and values. */
  static NumberDataPoint.Builder point(long millis, String... attributes) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder().setStartTimeUnixNano(1).setTimeUnixNano(millis * NANOS + 17);
    for (int i = 0; i < attributes.length; i += 2) {
      point.addAttributes(text(attributes[i], attributes[i + 1]));
    }
    return point;
  }

  static Metric gauge(String name, NumberDataPoint.Builder... points) {
    Gauge.Builder gauge = Gauge.newBuilder();
    Arrays.asList(points).forEach(gauge::addDataPoints);
    return Metric.newBuilder()
        .setName(name)
        .setUnit("1")
        .setDescription("d")
        .setGauge(gauge)
        .build();
  }

  static Metric sum(
      String name, AggregationTemporality temporality, NumberDataPoint.Builder... points) {
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporality(temporality).setIsMonotonic(true);
    Arrays.asList(points).forEach(sum::addDataPoints);
    return Metric.newBuilder().setName(name).setUnit("By").setSum(sum).build();
  }

  static Metric sum(String name, NumberDataPoint.Builder... points) {
    return sum(name, AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, points);
  }

  static Metric histogram(String name) {
    return Metric.newBuilder()
        .setName(name)
        .setHistogram(
            Histogram.newBuilder()
                .addDataPoints(
                    HistogramDataPoint.newBuilder().setTimeUnixNano(1).addBucketCounts(3)))
        .build();
  }
}
