package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.counter;
import static dev.forebell.common.model.MetricDescriptor.gauge;

/** What the agent says of its spool; part of the table in {@link Metrics}. */
public final class SpoolMetrics {
  public static final MetricDescriptor TROUBLE =
      gauge(
          "forebell.agent.spool.trouble",
          "{code}",
          "Why batches are in memory only; 0: they are on disk");
  public static final MetricDescriptor SIZE =
      gauge(
          "forebell.agent.spool.size",
          "By",
          "Disk space of the agent's spool, quarantine included");
  public static final MetricDescriptor LOST =
      counter(
          "forebell.agent.spool.lost",
          "{batch}",
          "Batches on disk given up for their age or for want of room, or found damaged");
  public static final MetricDescriptor QUARANTINED =
      gauge(
          "forebell.agent.spool.quarantined",
          "{file}",
          "Damaged files, refused batches and files of another format that lie aside");
  public static final MetricDescriptor ABANDONED =
      counter(
          "forebell.agent.spool.abandoned",
          "{file}",
          "Files given up after a failed write or sync; what they held was copied");

  private SpoolMetrics() {}
}
