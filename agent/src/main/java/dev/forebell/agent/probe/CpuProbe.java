package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Processor time by mode, and utilisation from the reading before to this one. */
final class CpuProbe implements Probe {
  private final CentralProcessor processor;
  private CpuTicks before;

  CpuProbe(CentralProcessor processor) {
    this.processor = processor;
    this.before = ticks();
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public List<Sample> read() {
    CpuTicks now = ticks();
    List<Sample> samples = new ArrayList<>(now.sharesSince(before));
    samples.addAll(now.times());
    samples.add(
        Sample.of(Metrics.CPU_LOGICAL_COUNT.series(), processor.getLogicalProcessorCount()));
    before = now;
    return samples;
  }

  private CpuTicks ticks() {
    long[] ticks = processor.getSystemCpuLoadTicks();
    return new CpuTicks(
        ticks[TickType.USER.getIndex()],
        ticks[TickType.SYSTEM.getIndex()],
        ticks[TickType.NICE.getIndex()],
        ticks[TickType.IDLE.getIndex()],
        ticks[TickType.IOWAIT.getIndex()],
        ticks[TickType.IRQ.getIndex()] + ticks[TickType.SOFTIRQ.getIndex()],
        ticks[TickType.STEAL.getIndex()]);
  }
}
