package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentDirectory;
import dev.forebell.collector.ingest.AgentSink;
import dev.forebell.collector.ingest.IngestCounters;
import dev.forebell.collector.intake.IntakeDoor;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.collector.port.EnrolmentDesk;

/** What the one HTTP port serves. */
record HttpParts(
    CollectorOptions options,
    LiveParts live,
    AgentDirectory directory,
    EnrolmentDesk enrolment,
    AgentBook book,
    AgentSink agents,
    IngestCounters ingest,
    IntakeDoor intake,
    CollectorMeters meters,
    CommandGate commands,
    EngineQueue queue,
    ConfigurationControl configuration,
    Delivery delivery,
    CallbackLinks callbacks) {}
