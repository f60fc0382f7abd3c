package dev.forebell.agent.probe;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import oshi.hardware.CentralProcessor;

/** Load averages; Windows has none, and OSHI says so with a negative number. */
final class LoadProbe implements Probe {
  private final CentralProcessor processor;

  LoadProbe(CentralProcessor processor) {
    this.processor = processor;
  }

  @Override
  public String name() {
    return "load";
  }

  @Override
  public List<Sample> read() {
    double[] load = processor.getSystemLoadAverage(3);
    return List.of(
        sample(Metrics.LOAD_AVERAGE_1M, load[0]),
        sample(Metrics.LOAD_AVERAGE_5M, load[1]),
        sample(Metrics.LOAD_AVERAGE_15M, load[2]),
        sample(Metrics.LOAD_PER_CPU, Rounded.share(load[1], processor.getLogicalProcessorCount())));
  }

  static Sample sample(MetricDescriptor metric, double load) {
    return new Sample(
        metric.series(), load < 0 ? Reading.unavailable(Cause.NOT_SUPPORTED) : Reading.of(load));
  }
}
