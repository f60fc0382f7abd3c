package dev.forebell.collector.metrics;

import dev.forebell.collector.port.ExpositionFormat;
import dev.forebell.collector.port.HttpObserver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * The collector's own meters. What other rooms count for themselves is read when Prometheus asks;
 * durations are recorded as they happen. Thread-safe.
 */
public final class CollectorMeters implements HttpObserver {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  // Micrometer holds what it reads weakly: without this a meter would stop after a collection.
  private final Queue<DoubleSupplier> sources = new ConcurrentLinkedQueue<>();
  private final AtomicLong streams = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  public CollectorMeters() {
    new JvmMemoryMetrics().bindTo(registry.meters());
    new JvmThreadMetrics().bindTo(registry.meters());
    new ProcessorMetrics().bindTo(registry.meters());
    new FileDescriptorMetrics().bindTo(registry.meters());
    new UptimeMetrics().bindTo(registry.meters());
    reads(CollectorMeter.STREAMS, streams::doubleValue);
    reads(CollectorMeter.STREAMS_DROPPED, dropped::doubleValue);
  }

  /** A meter without label whose value {@code source} knows; never {@code TIME}. */
  public void reads(CollectorMeter meter, DoubleSupplier source) {
    register(meter, Tags.empty(), source);
  }

  /** One series of a meter with a label, such as one reject code. */
  public void reads(CollectorMeter meter, String labelValue, DoubleSupplier source) {
    String label =
        meter.label.orElseThrow(() -> new IllegalArgumentException(meter + " has no label"));
    register(meter, Tags.of(label, labelValue), source);
  }

  private void register(CollectorMeter meter, Tags tags, DoubleSupplier source) {
    sources.add(source);
    switch (meter.kind) {
      case TOTAL ->
          FunctionCounter.builder(meter.id, source, DoubleSupplier::getAsDouble)
              .description(meter.description)
              .tags(tags)
              .register(registry.meters());
      case GAUGE ->
          Gauge.builder(meter.id, source, DoubleSupplier::getAsDouble)
              .description(meter.description)
              .tags(tags)
              .register(registry.meters());
      case TIME -> throw new IllegalArgumentException(meter + " is recorded, not read");
    }
  }

  /** A duration of a {@code TIME} meter without labels. */
  public void took(CollectorMeter meter, Duration duration) {
    timer(meter, Tags.empty()).record(duration);
  }

  private Timer timer(CollectorMeter meter, Tags tags) {
    return Timer.builder(meter.id)
        .description(meter.description)
        .tags(tags)
        .register(registry.meters());
  }

  @Override
  public void answered(String operation, int status, Duration took) {
    timer(
            CollectorMeter.HTTP_REQUESTS,
            Tags.of("operation", operation, "status", Integer.toString(status)))
        .record(took);
  }

  @Override
  public void streamOpened() {
    streams.incrementAndGet();
  }

  @Override
  public void streamClosed(boolean tooSlow) {
    streams.decrementAndGet();
    if (tooSlow) {
      dropped.incrementAndGet();
    }
  }

  /** All of them, as the part of a scrape. */
  String scrape(ExpositionFormat format) {
    return registry.scrape(format);
  }
}
