package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the row of when a host was last heard is written. */
class AfterCommitTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final HostId HOST = new HostId("web-1");

  private final AfterCommit after = new AfterCommit(new FleetBoard(), new ElementNews());

  private List<Long> committed(int second) {
    after.heard(HOST, new HostInput.Heartbeat(START.plusSeconds(second)));
    List<Long> rows = rows();
    after.release(new EngineEffects());
    return rows;
  }

  private List<Long> rows() {
    return after.lastHeard().stream()
        .map(LastHeard::at)
        .map(at -> at.getEpochSecond() - START.getEpochSecond())
        .toList();
  }

  @Test
  void aHostIsWrittenAtOnceAndThenEveryTenSeconds() {
    assertEquals(List.of(0L), committed(0));
    assertEquals(List.of(), committed(1));
    assertEquals(List.of(), committed(9));
    assertEquals(List.of(10L), committed(10));
    assertEquals(List.of(), committed(11));
  }

  @Test
  void whatACommitLostIsWrittenByTheNext() {
    after.heard(HOST, new HostInput.Heartbeat(START));
    assertEquals(List.of(0L), rows());
    after.drop(new IllegalStateException("the disk is full"));
    assertEquals(List.of(1L), committed(1));
  }
}
