package dev.forebell.collector.app.simulate;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that befalls simulated hosts at a time of the run.
 *
 * @param at since everybody was connected
 * @param what happens
 * @param to whom
 * @param expect the rule of which an incident is expected on each of them; empty: what comes is
 *     shown and not judged
 */
record Mishap(Duration at, What what, Whom to, Optional<String> expect) {

  /** Which hosts. */
  sealed interface Whom {
    /** Any so many. */
    record Some(int count) implements Whom {}

    /** Any such share, 0 to 1. */
    record Share(double share) implements Whom {}

    /** All of a site. */
    record Site(String site) implements Whom {}
  }

  /** What happens. */
  sealed interface What {
    /** A disk is full from the next sample on. */
    record Fill(double share, Optional<Duration> lasts) implements What {}

    /** Nothing is sent, and nothing is closed: a dead host, or a cable. */
    record Silence(Duration lasts) implements What {}

    /** The connection is closed without goodbye; the agent is back after a while. */
    record Kill(Duration lasts) implements What {}

    /** All connections end at once, and everybody comes back at once. */
    record Storm() implements What {}

    /** The host's clock is stepped. */
    record Clock(Duration by) implements What {}
  }
}
