package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.common.model.Pure;
import java.time.Instant;

/**
 * Keeps the engine's time from running backwards: hosts are received on several threads, so an
 * input may reach the engine's queue a moment after one that was stamped later.
 */
@Pure
final class InOrder {
  private Instant latest = Instant.MIN;

  /** The input, not earlier than any before it. */
  HostInput after(HostInput input) {
    if (!input.at().isBefore(latest)) {
      latest = input.at();
      return input;
    }
    return at(latest, input);
  }

  /** Something else happened at this time: nothing after it may be earlier. */
  Instant after(Instant at) {
    if (at.isAfter(latest)) {
      latest = at;
    }
    return latest;
  }

  /** The time of the newest input; {@link Instant#MIN} before the first. */
  Instant latest() {
    return latest;
  }

  private static HostInput at(Instant at, HostInput input) {
    return switch (input) {
      case HostInput.Samples samples -> new HostInput.Samples(at, samples.batch());
      case HostInput.Refill refill -> new HostInput.Refill(at, refill.batch());
      case HostInput.Checked checked ->
          new HostInput.Checked(at, checked.batch(), checked.judged());
      case HostInput.Connected connected ->
          new HostInput.Connected(at, connected.bootId(), connected.osType());
      case HostInput.Closed closed -> new HostInput.Closed(at, closed.detail());
      case HostInput.Silenced _ -> new HostInput.Silenced(at);
      case HostInput.Bye bye -> new HostInput.Bye(at, bye.reason(), bye.expectedReturn());
      case HostInput.Heartbeat beat -> new HostInput.Heartbeat(at, beat.clockOffset());
      case HostInput.WitnessSaid said ->
          new HostInput.WitnessSaid(at, said.witness(), said.answer());
      case HostInput.Blackout blackout ->
          new HostInput.Blackout(at, blackout.from(), blackout.grace());
      case HostInput.ProfileChanged changed -> new HostInput.ProfileChanged(at, changed.profile());
      case HostInput.Cloned cloned -> new HostInput.Cloned(at, cloned.bootId());
      case HostInput.Tick _ -> new HostInput.Tick(at);
    };
  }
}
