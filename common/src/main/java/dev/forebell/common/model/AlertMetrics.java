package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.gauge;

import java.util.List;

/** What other monitoring systems say; part of the table in {@link Metrics}. */
public final class AlertMetrics {
  /** The name of their rule or trigger. */
  public static final String NAME = "alert.name";

  /** The same each time they speak of the same thing. */
  public static final String ID = "alert.id";

  /** Which source of the collector's file said it. */
  public static final String SOURCE = "alert.source";

  /** Their labels or tags, in one line. */
  public static final String DETAIL = "alert.detail";

  /** The host as they call it, where it is none of the customer's. */
  public static final String HOST = "alert.host";

  public static final MetricDescriptor LEVEL =
      gauge(
          "forebell.alert.level",
          "{level}",
          "What another monitoring system says of this host: 0 resolved, 1 info, 2 warning, 3"
              + " critical",
          NAME,
          ID,
          SOURCE,
          DETAIL,
          HOST);

  static final List<MetricDescriptor> ALL = List.of(LEVEL);

  private AlertMetrics() {}
}
