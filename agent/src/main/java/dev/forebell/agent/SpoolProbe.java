package dev.forebell.agent;

import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.spool.SpoolState;
import dev.forebell.agent.spool.SpoolTrouble;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SpoolMetrics;
import java.util.List;
import java.util.function.Supplier;

/** How the spool stands, as the collector shall see it. */
record SpoolProbe(Supplier<SpoolState> state) implements Probe {
  @Override
  public String name() {
    return "spool";
  }

  @Override
  public List<Sample> read() {
    SpoolState now = state.get();
    return List.of(
        Sample.of(SpoolMetrics.TROUBLE.series(), now.trouble().map(SpoolTrouble::code).orElse(0)),
        Sample.of(SpoolMetrics.SIZE.series(), (double) now.diskBytes()),
        Sample.of(SpoolMetrics.LOST.series(), (double) now.lostBatches()),
        Sample.of(SpoolMetrics.QUARANTINED.series(), (double) now.quarantined()),
        Sample.of(SpoolMetrics.ABANDONED.series(), (double) now.abandoned()));
  }
}
