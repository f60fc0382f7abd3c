package dev.forebell.collector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;

/**
 * The one place that knows which Prometheus client stands behind Micrometer. This one is deprecated
 * in favour of a newer client: changing over changes this file.
 */
@SuppressWarnings("deprecation")
final class PrometheusRegistry {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  MeterRegistry meters() {
    return registry;
  }

  /** All meters in text format 0.0.4. */
  String scrape() {
    return registry.scrape();
  }
}
