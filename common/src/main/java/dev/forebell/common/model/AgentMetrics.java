package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.counter;
import static dev.forebell.common.model.MetricDescriptor.gauge;

import java.util.List;

/** What the agent says about itself; part of the table in {@link Metrics}. */
public final class AgentMetrics {
  public static final String PROBE_NAME = "probe.name";
  public static final String PROBE_COST = "probe.cost";

  public static final MetricDescriptor AGENT_CPU_TIME =
      counter("forebell.agent.cpu.time", "s", "Processor time the agent itself took");
  public static final MetricDescriptor AGENT_MEMORY_USAGE =
      gauge("forebell.agent.memory.usage", "By", "Resident memory of the agent itself");
  public static final MetricDescriptor AGENT_BUFFER_BATCHES =
      gauge(
          "forebell.agent.buffer.batches",
          "{batch}",
          "Batches the agent holds that are not acknowledged yet");
  public static final MetricDescriptor AGENT_BUFFER_DROPPED =
      counter(
          "forebell.agent.buffer.dropped",
          "{batch}",
          "Batches the agent lost because its buffer was full");
  public static final MetricDescriptor AGENT_PROBE_DURATION =
      gauge(
          "forebell.agent.probe.duration", "s", "How long a probe's last reading took", PROBE_NAME);
  public static final MetricDescriptor AGENT_PROBE_ERRORS =
      counter(
          "forebell.agent.probe.errors",
          "{error}",
          "Readings of a probe that failed; those that took too long are counted apart",
          PROBE_NAME);

  public static final MetricDescriptor AGENT_PROBE_TIMEOUTS =
      counter(
          "forebell.agent.probe.timeouts",
          "{timeout}",
          "Readings of a probe that took too long",
          PROBE_NAME);
  public static final MetricDescriptor AGENT_CHILD_CPU_TIME =
      counter(
          "forebell.agent.child.cpu.time",
          "s",
          "Processor time of the programs the agent started and that have ended");
  public static final MetricDescriptor AGENT_MEMORY_PROPORTIONAL =
      gauge(
          "forebell.agent.memory.proportional",
          "By",
          "Memory of the agent itself, parts that others share divided among all who do (PSS)");
  public static final MetricDescriptor AGENT_BUFFER_SIZE =
      gauge("forebell.agent.buffer.size", "By", "Disk space that what is not acknowledged takes");
  public static final MetricDescriptor AGENT_BUFFER_OLDEST =
      gauge(
          "forebell.agent.buffer.oldest",
          "s",
          "Age of the oldest batch that is not acknowledged; 0 where none waits");
  public static final MetricDescriptor AGENT_CPU_BUDGET =
      gauge(
          "forebell.agent.budget.cpu.utilization",
          "1",
          "Share of an hour's processor time that the agent has spent of its budget");
  public static final MetricDescriptor AGENT_MEMORY_BUDGET =
      gauge(
          "forebell.agent.budget.memory.utilization",
          "1",
          "Share of its memory budget that the agent takes");
  public static final MetricDescriptor AGENT_STRETCH =
      gauge(
          "forebell.agent.probe.stretch",
          "{interval}",
          "By how much the agent lengthens the intervals of such probes to keep its budget; 1: not"
              + " at all",
          PROBE_COST);

  public static final MetricDescriptor AGENT_SAMPLE_INTERVAL =
      gauge(
          "forebell.agent.sample.interval",
          "s",
          "How often the agent samples: as the collector asks, as its own file says, or less often"
              + " to keep its budget");

  static final List<MetricDescriptor> ALL =
      List.of(
          AGENT_CPU_TIME,
          AGENT_MEMORY_USAGE,
          AGENT_BUFFER_BATCHES,
          AGENT_BUFFER_DROPPED,
          AGENT_PROBE_DURATION,
          AGENT_PROBE_ERRORS,
          AGENT_PROBE_TIMEOUTS,
          AGENT_CHILD_CPU_TIME,
          AGENT_MEMORY_PROPORTIONAL,
          AGENT_BUFFER_SIZE,
          AGENT_BUFFER_OLDEST,
          AGENT_CPU_BUDGET,
          AGENT_MEMORY_BUDGET,
          AGENT_STRETCH,
          AGENT_SAMPLE_INTERVAL);

  private AgentMetrics() {}
}
