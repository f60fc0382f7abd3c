package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;

/**
 * What a source said of a host: a fresh batch is judged and is a sign of life. What its sender
 * catches up with after an outage says nothing about now: it is judged as late data, which can open
 * nothing and completes what is known of the past (decision 0124).
 */
final class Arrival {
  private Arrival() {}

  static void take(EngineInput.Arrived arrived, EngineRoom room, AfterCommit after) {
    HostId host = arrived.host();
    SampleBatch batch = arrived.batch();
    if (batch.lane() == Lane.LIVE) {
      live(host, arrived.receivedAt(), batch, room, after);
    } else {
      // Not a sign of life: its sender has been away, and the host may be gone by now.
      room.host(host, new HostInput.Checked(arrived.receivedAt(), batch, true));
    }
    after.answer(arrived.done(), true);
  }

  private static void live(
      HostId host, Instant at, SampleBatch batch, EngineRoom room, AfterCommit after) {
    room.heard(host);
    room.host(host, new HostInput.Heartbeat(at));
    room.host(host, new HostInput.Samples(at, batch));
    after.sampled(host, at, room.apart(host, batch));
  }
}
