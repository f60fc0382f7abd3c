package dev.forebell.collector.engine.condition;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostId;
import java.time.Instant;

/**
 * What detection tells the incident machine about a host's link beyond conditions, so that it can
 * judge whole sites. After a start or a blackout every host's standing is told again.
 */
public sealed interface LinkNews {
  HostId host();

  /** When it was judged: the time of the input that caused it. */
  Instant at();

  /** The host is there: it was heard. Whatever was held against its link is withdrawn. */
  record Heard(HostId host, Instant at) implements LinkNews {}

  /**
   * Nothing is heard any more.
   *
   * @param since last sign of life
   */
  record Suspected(HostId host, Instant at, Instant since) implements LinkNews {}

  /**
   * The collector itself was not listening: whether the host is there will be known when it is
   * heard, or suspected after the grace.
   *
   * @param since last sign of life
   * @param until end of the grace
   */
  record Unknown(HostId host, Instant at, Instant since, Instant until) implements LinkNews {}

  /** Its connection was closed without goodbye: the host lived then, and so did the way to it. */
  record Closed(HostId host, Instant at) implements LinkNews {}

  /**
   * A clean stop.
   *
   * @param saidAt when it said so
   */
  record SaidGoodbye(HostId host, Instant at, ByeReason reason, Instant saidAt)
      implements LinkNews {}

  /** Somebody else said whether the silent host can be reached. */
  record Witnessed(HostId host, Evidence.Witness witness) implements LinkNews {
    @Override
    public Instant at() {
      return witness.at();
    }
  }
}
