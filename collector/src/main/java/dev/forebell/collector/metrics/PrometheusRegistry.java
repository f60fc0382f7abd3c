package dev.forebell.collector.metrics;

import dev.forebell.collector.port.ExpositionFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;

/**
 * The one place that knows which Prometheus client stands behind Micrometer. This one is deprecated
 * in favour of a newer client: changing over changes this file.
 */
@SuppressWarnings("deprecation")
final class PrometheusRegistry {
  private static final String END = "# EOF\n";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  MeterRegistry meters() {
    return registry;
  }

  /** All meters, without the mark that ends a scrape: more follows. */
  String scrape(ExpositionFormat format) {
    String text = registry.scrape(format.mediaType());
    return text.endsWith(END) ? text.substring(0, text.length() - END.length()) : text;
  }
}
