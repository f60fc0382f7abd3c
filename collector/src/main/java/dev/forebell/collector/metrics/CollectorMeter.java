package dev.forebell.collector.metrics;

import java.util.Optional;

/** Every meter of the collector itself: name (dots become underscores), kind, label, meaning. */
public enum CollectorMeter {
  AGENT_CONNECTIONS("forebell.agent.connections", Kind.GAUGE, "Agent connections open now"),
  AGENT_SESSIONS("forebell.agent.sessions", Kind.TOTAL, "Agent sessions welcomed"),
  AGENT_REJECTS("forebell.agent.rejects", Kind.TOTAL, "code", "Agents refused"),
  AGENT_CLAIMS(
      "forebell.agent.claims",
      Kind.TOTAL,
      "Agents that called themselves by another id than they proved; it is ignored"),
  TLS_REFUSALS("forebell.agent.tls.refusals", Kind.TOTAL, "reason", "TLS handshakes that failed"),
  INGEST_FRAMES("forebell.ingest.frames", Kind.TOTAL, "Messages received from agents"),
  INGEST_BYTES("forebell.ingest.bytes", Kind.TOTAL, "Bytes of those messages"),
  INGEST_BATCHES("forebell.ingest.batches", Kind.TOTAL, "Batches received, repeats included"),
  INGEST_SAMPLES("forebell.ingest.samples", Kind.TOTAL, "Samples received"),
  INGEST_MISSING("forebell.ingest.missing.batches", Kind.TOTAL, "Batches agents declared lost"),
  INGEST_REFUSED_ELEMENTS(
      "forebell.ingest.refused.element.samples",
      Kind.TOTAL,
      "Samples about elements that the agent may not speak for; dropped"),
  INGEST_BAD_FRAMES("forebell.ingest.bad.frames", Kind.TOTAL, "reason", "Messages refused"),
  WITNESS_QUESTIONS(
      "forebell.witness.questions", Kind.TOTAL, "Questions put to neighbours of silent hosts"),
  WITNESS_ANSWERS("forebell.witness.answers", Kind.TOTAL, "saw", "What neighbours answered"),
  INTAKE_REQUESTS("forebell.intake.requests", Kind.TOTAL, "Requests of other systems"),
  INTAKE_REFUSED(
      "forebell.intake.refused", Kind.TOTAL, "reason", "Requests of other systems not taken"),
  INTAKE_SAMPLES(
      "forebell.intake.samples", Kind.TOTAL, "outcome", "What became of other systems' samples"),
  INTAKE_ALERTS(
      "forebell.intake.alerts", Kind.TOTAL, "outcome", "What became of other systems' alerts"),
  COMMIT("forebell.ledger.commit", Kind.TIME, "Time of a group commit"),
  COMMIT_EVENTS("forebell.ledger.commit.events", Kind.TOTAL, "Incident events committed"),
  ENGINE_QUEUE("forebell.engine.queue", Kind.GAUGE, "Inputs that wait for the engine"),
  ENGINE_STEP("forebell.engine.step", Kind.TIME, "Time in which the engine took one input"),
  BLACKOUTS("forebell.collector.blackouts", Kind.TOTAL, "Times the collector was not listening"),
  UNHEARD(
      "forebell.collector.unheard",
      Kind.GAUGE,
      "1 while every host of every customer is silent together: the collector accuses itself"),
  CONFIGURATION_RELOADS(
      "forebell.configuration.reloads", Kind.TOTAL, "outcome", "Reloads of the configuration"),
  HTTP_REQUESTS("forebell.http.requests", Kind.TIME, "Time of an answered request"),
  STREAMS("forebell.http.streams", Kind.GAUGE, "Readers of the live stream"),
  STREAMS_DROPPED(
      "forebell.http.streams.dropped", Kind.TOTAL, "Readers dropped because they were too slow");

  /** How a meter's values are to be read. */
  public enum Kind {
    /** Only grows. */
    TOTAL,
    /** The value now. */
    GAUGE,
    /** Count, sum and maximum of durations. */
    TIME
  }

  final String id;
  final Kind kind;
  final Optional<String> label;
  final String description;

  CollectorMeter(String id, Kind kind, String description) {
    this(id, kind, "", description);
  }

  CollectorMeter(String id, Kind kind, String label, String description) {
    this.id = id;
    this.kind = kind;
    this.label = Optional.of(label).filter(l -> !l.isEmpty());
    this.description = description;
  }
}
