package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import java.time.Duration;
import java.time.Instant;

/**
 * When a link becomes a verdict if it stays as it is, and why then.
 *
 * @param confirm how long it has to stay as it is
 */
record LinkDue(Instant at, Duration confirm, ConfirmedBy by, Reason reason) {
  /** The stretch {@code time} from when the link's time-outs run, not before the end of a grace. */
  static LinkDue of(Link link, Duration time, ConfirmedBy by, Reason reason) {
    return new LinkDue(link.due(time), time, by, reason);
  }

  /** Put off: until then somebody's word that the host lives counts. */
  LinkDue notBefore(Link link, Instant expired) {
    Duration time = Duration.between(link.watch().lastHeard(), expired);
    return expired.isAfter(at)
        ? new LinkDue(expired, time, ConfirmedBy.PROOF_OF_LIFE, reason)
        : this;
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
