package dev.forebell.collector.ingest;

import dev.forebell.common.wire.FrameReader;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of one endpoint share. */
record IngestRoom(
    AgentSettings settings,
    AgentSink sink,
    IngestCounters counters,
    IngestLanes lanes,
    AgentDirectory directory,
    LiveSessions live,
    Contenders contenders,
    FrameReader reader,
    KnownSeries names,
    InstantSource clock,
    AtomicLong sessions) {

  /** Tells sessions apart in logs of both ends; no secret. */
  String nextSessionName() {
    return HexFormat.of().toHexDigits(sessions.incrementAndGet(), 8);
  }
}
