package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.LinkEnd;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a link may be quiet, closed or away before it is a verdict. */
final class LinkTimes {
  /** How long an upgrade, restart or reboot may take. */
  static final Duration RETURN = Duration.ofMinutes(10);

  /** The most that an agent's own promise of return can lengthen {@link #RETURN} to. */
  static final Duration LONGEST_RETURN = Duration.ofMinutes(20);

  /** How long a host that shut down is taken for a passing thing. */
  static final Duration SHUTDOWN = Duration.ofMinutes(2);

  private LinkTimes() {}

  /** When the link becomes suspect. */
  static Optional<Instant> suspectAt(Link link, Duration heartbeat) {
    boolean quiet = link.state() == LinkState.UP || link.state() == LinkState.UNKNOWN;
    return quiet && link.silenceCounts()
        ? Optional.of(link.due(heartbeat.multipliedBy(LinkFeed.SUSPECT_BEATS)))
        : Optional.empty();
  }

  /** How long the link must stay as it is to become {@code rule}'s verdict; empty: never. */
  static Optional<Duration> confirm(Link link, Rule.Link rule, HostProfile profile) {
    if (profile.kind() == HostKind.DESKTOP) {
      return Optional.empty();
    }
    Optional<Duration> after = Optional.ofNullable(rule.after().get(profile.kind()));
    return switch (rule.verdict()) {
      case HOST_DOWN -> hostDown(link, profile, after);
      case AGENT_LOST -> isAgentGone(link) ? after : Optional.empty();
    };
  }

  private static Optional<Duration> hostDown(
      Link link, HostProfile profile, Optional<Duration> after) {
    return switch (link.watch().ended()) {
      case NOTHING -> link.silenceCounts() ? profile.confirm().or(() -> after) : Optional.empty();
      case CLOSED -> Optional.empty();
      case BYE -> link.watch().bye().flatMap(reason -> overdue(reason, link));
    };
  }

  /** Closed by a living kernel, or its service was stopped: nobody watches the host any more. */
  private static boolean isAgentGone(Link link) {
    return switch (link.watch().ended()) {
      case NOTHING -> false;
      case CLOSED -> true;
      case BYE -> link.watch().bye().filter(ByeReason.STOP::equals).isPresent();
    };
  }

  private static Optional<Duration> overdue(ByeReason reason, Link link) {
    return switch (reason) {
      case RESTART, UPGRADE, REBOOT -> Optional.of(promised(link));
      case SHUTDOWN, SUSPEND -> Optional.of(SHUTDOWN);
      case STOP, LOGOFF -> Optional.empty();
    };
  }

  private static Duration promised(Link link) {
    Duration promise = link.watch().expectedReturn().orElse(RETURN);
    Duration atLeast = promise.compareTo(RETURN) > 0 ? promise : RETURN;
    return atLeast.compareTo(LONGEST_RETURN) < 0 ? atLeast : LONGEST_RETURN;
  }

  /** When a verdict began: the last sign of life, or the moment its connection was closed. */
  static Instant began(Link link) {
    return link.watch().ended() == LinkEnd.NOTHING
        ? link.watch().lastHeard()
        : link.watch().endedAt();
  }
}
