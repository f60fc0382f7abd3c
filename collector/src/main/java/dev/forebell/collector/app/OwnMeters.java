package dev.forebell.collector.app;

import dev.forebell.collector.app.witness.WitnessTally;
import dev.forebell.collector.ingest.BadFrame;
import dev.forebell.collector.ingest.IngestCounters;
import dev.forebell.collector.ingest.TlsRefusal;
import dev.forebell.collector.intake.IntakeCounters;
import dev.forebell.collector.metrics.CollectorMeter;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.common.wire.Frame.RejectCode;
import dev.forebell.common.wire.Frame.Saw;
import java.util.List;
import java.util.Locale;

/** Joins what the rooms count for themselves to the meters that Prometheus reads. */
final class OwnMeters {
  private OwnMeters() {}

  /** What other systems sent. */
  static void join(CollectorMeters meters, IntakeCounters intake) {
    meters.reads(CollectorMeter.INTAKE_REQUESTS, () -> intake.of(IntakeCounters.Count.REQUESTS));
    for (IntakeCounters.Count what :
        List.of(
            IntakeCounters.Count.UNKNOWN_TOKEN,
            IntakeCounters.Count.BAD,
            IntakeCounters.Count.BUSY)) {
      meters.reads(CollectorMeter.INTAKE_REFUSED, what.id(), () -> intake.of(what));
    }
    for (IntakeCounters.Count what :
        List.of(
            IntakeCounters.Count.TAKEN,
            IntakeCounters.Count.IGNORED,
            IntakeCounters.Count.LATE,
            IntakeCounters.Count.REFUSED)) {
      meters.reads(CollectorMeter.INTAKE_SAMPLES, what.id(), () -> intake.of(what));
    }
    meters.reads(
        CollectorMeter.INTAKE_ALERTS, "taken", () -> intake.of(IntakeCounters.Count.ALERTS));
    meters.reads(
        CollectorMeter.INTAKE_ALERTS,
        "refused",
        () -> intake.of(IntakeCounters.Count.ALERTS_REFUSED));
    meters.reads(
        CollectorMeter.INTAKE_ALERTS,
        "truncated",
        () -> intake.of(IntakeCounters.Count.ALERTS_TRUNCATED));
  }

  static void join(
      CollectorMeters meters, IngestCounters ingest, LiveShell shell, Reloader reloader) {
    meters.reads(CollectorMeter.AGENT_CONNECTIONS, () -> ingest.snapshot().connections());
    meters.reads(CollectorMeter.AGENT_SESSIONS, () -> ingest.snapshot().welcomed());
    meters.reads(CollectorMeter.INGEST_FRAMES, () -> ingest.snapshot().frames());
    meters.reads(CollectorMeter.INGEST_BYTES, () -> ingest.snapshot().bytes());
    meters.reads(CollectorMeter.INGEST_BATCHES, () -> ingest.snapshot().batches());
    meters.reads(CollectorMeter.INGEST_SAMPLES, () -> ingest.snapshot().samples());
    meters.reads(CollectorMeter.INGEST_MISSING, () -> ingest.snapshot().missing());
    meters.reads(CollectorMeter.INGEST_REFUSED_ELEMENTS, shell::refusedElementSamples);
    for (BadFrame reason : BadFrame.values()) {
      meters.reads(
          CollectorMeter.INGEST_BAD_FRAMES,
          reason.id(),
          () -> ingest.snapshot().bad().getOrDefault(reason, 0L));
    }
    for (RejectCode code : RejectCode.values()) {
      meters.reads(
          CollectorMeter.AGENT_REJECTS,
          code.name().toLowerCase(Locale.ROOT),
          () -> ingest.snapshot().rejected().getOrDefault(code, 0L));
    }
    meters.reads(CollectorMeter.AGENT_CLAIMS, () -> ingest.snapshot().claims());
    for (TlsRefusal reason : TlsRefusal.values()) {
      meters.reads(
          CollectorMeter.TLS_REFUSALS,
          reason.id(),
          () -> ingest.snapshot().tls().getOrDefault(reason, 0L));
    }
    meters.reads(CollectorMeter.ENGINE_QUEUE, shell.queue()::waiting);
    meters.reads(CollectorMeter.BLACKOUTS, shell::blackouts);
    meters.reads(CollectorMeter.UNHEARD, () -> shell.isUnheard() ? 1 : 0);
    meters.reads(CollectorMeter.CONFIGURATION_RELOADS, "loaded", reloader::loaded);
    meters.reads(CollectorMeter.CONFIGURATION_RELOADS, "rejected", reloader::rejected);
    meters.reads(CollectorMeter.COMMIT_EVENTS, shell::committedEvents);
  }

  static void join(CollectorMeters meters, WitnessTally witnesses) {
    meters.reads(CollectorMeter.WITNESS_QUESTIONS, witnesses::questions);
    for (Saw saw : Saw.values()) {
      meters.reads(
          CollectorMeter.WITNESS_ANSWERS,
          saw.name().toLowerCase(Locale.ROOT),
          () -> witnesses.answers(saw));
    }
  }
}
