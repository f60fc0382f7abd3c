package dev.forebell.collector.api;

import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.Health;
import dev.forebell.collector.port.HttpObserver;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.MetricsAccess;
import dev.forebell.collector.port.MetricsSource;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.ShadowReport;
import dev.forebell.collector.port.SuppressionDesk;
import java.time.InstantSource;

/** Everything the HTTP interface asks of the rest of the collector. */
public record ApiParts(
    IncidentReader incidents,
    EventFeed feed,
    CommandGate commands,
    SuppressionDesk suppressions,
    ShadowReport.Source shadow,
    AgentBook agents,
    FleetView fleet,
    Outbox outbox,
    CustomerBook customers,
    ConfigurationControl configuration,
    Health health,
    MetricsSource metrics,
    MetricsAccess readers,
    HttpObserver observer,
    InstantSource time) {}
