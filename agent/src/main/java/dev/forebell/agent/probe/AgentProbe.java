package dev.forebell.agent.probe;

import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What the agent itself costs, and how much waits in its buffer. */
final class AgentProbe implements Probe {
  private final Supplier<OwnUsage> usage;
  private final Supplier<BufferLevel> buffer;

  AgentProbe(Supplier<OwnUsage> usage, Supplier<BufferLevel> buffer) {
    this.usage = usage;
    this.buffer = buffer;
  }

  @Override
  public String name() {
    return "agent";
  }

  @Override
  public List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    OwnUsage own = usage.get();
    samples.add(seconds(AgentMetrics.AGENT_CPU_TIME, own.cpuSeconds()));
    samples.add(seconds(AgentMetrics.AGENT_CHILD_CPU_TIME, own.childSeconds()));
    samples.add(bytes(AgentMetrics.AGENT_MEMORY_USAGE, own.residentBytes()));
    samples.add(bytes(AgentMetrics.AGENT_MEMORY_PROPORTIONAL, own.proportionalBytes()));
    add(samples, buffer.get());
    return samples;
  }

  private static void add(List<Sample> samples, BufferLevel level) {
    samples.add(Sample.of(AgentMetrics.AGENT_BUFFER_BATCHES.series(), (double) level.waiting()));
    samples.add(Sample.of(AgentMetrics.AGENT_BUFFER_DROPPED.series(), (double) level.dropped()));
    level
        .bytes()
        .ifPresent(
            n -> samples.add(Sample.of(AgentMetrics.AGENT_BUFFER_SIZE.series(), (double) n)));
    double oldest = level.oldest().map(age -> age.toMillis() / 1000.0).orElse(0.0);
    samples.add(
        new Sample(AgentMetrics.AGENT_BUFFER_OLDEST.series(), Reading.ofNonNegative(oldest)));
  }

  private static Sample seconds(MetricDescriptor metric, OptionalDouble value) {
    return new Sample(
        metric.series(),
        value.isPresent()
            ? Reading.ofNonNegative(value.getAsDouble())
            : Reading.unavailable(Cause.NOT_SUPPORTED));
  }

  private static Sample bytes(MetricDescriptor metric, OptionalLong value) {
    return new Sample(
        metric.series(),
        value.isPresent()
            ? Reading.ofNonNegative((double) value.getAsLong())
            : Reading.unavailable(Cause.NOT_SUPPORTED));
  }
}
