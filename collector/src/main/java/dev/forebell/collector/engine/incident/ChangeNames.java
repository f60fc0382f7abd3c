package dev.forebell.collector.engine.incident;

import java.util.Locale;

/** Names of incident events, as the formats promise them. */
final class ChangeNames {
  private ChangeNames() {}

  static String of(Change change) {
    return switch (change) {
      case Change.Opened _ -> "incident.opened";
      case Change.SeverityChanged _ -> "incident.severity_changed";
      case Change.Promoted _ -> "incident.promoted";
      case Change.Demoted _ -> "incident.demoted";
      case Change.Acknowledged _ -> "incident.acknowledged";
      case Change.Assigned _ -> "incident.assigned";
      case Change.Contacted _ -> "incident.contacted";
      case Change.Dispatched _ -> "incident.dispatched";
      case Change.Arrived _ -> "incident.arrived";
      case Change.Diagnosed _ -> "incident.diagnosed";
      case Change.Commented _, Change.HeldOpen _, Change.Corrected _, Change.Completed _ ->
          "incident.commented";
      case Change.Reported _ -> "incident.reported";
      case Change.Linked _ -> "incident.linked";
      case Change.Excluded _ -> "incident.excluded";
      case Change.Restored _ -> "incident.restored";
      case Change.Relapsed _ -> "incident.relapsed";
      case Change.Resolved _ -> "incident.resolved";
      case Change.Reopened _ -> "incident.reopened";
      case Change.Notified _ -> "incident.notified";
      case Change.Closed _ -> "incident.closed";
      case Change.Suppressed _, Change.Withheld _, Change.Recorded _ -> "incident.suppressed";
      case Change.Absorbed _ -> "incident.absorbed";
      case Change.ClockChanged clock ->
          "sla." + clock.event().kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
