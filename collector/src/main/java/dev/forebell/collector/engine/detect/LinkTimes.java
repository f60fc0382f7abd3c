package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
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

  /** How long after a witness agreed a host is down. */
  static final Duration AFTER_WITNESS = Duration.ofSeconds(2);

  private LinkTimes() {}

  /** When the link becomes suspect. */
  static Optional<Instant> suspectAt(Link link, Duration heartbeat) {
    boolean quiet = link.state() == LinkState.UP || link.state() == LinkState.UNKNOWN;
    return quiet && link.silenceCounts() ? Optional.of(quietAt(link, heartbeat)) : Optional.empty();
  }

  /** When it has been quiet, or closed, for as long as makes it suspect. */
  private static Instant quietAt(Link link, Duration heartbeat) {
    return link.due(LinkFeed.suspectAfter(heartbeat));
  }

  /** When the link becomes {@code rule}'s verdict if it stays as it is; empty: never. */
  static Optional<LinkDue> due(Link link, Rule.Link rule, HostProfile profile) {
    if (profile.kind() == HostKind.DESKTOP) {
      return Optional.empty();
    }
    Optional<Duration> after = Optional.ofNullable(rule.after().get(profile.kind()));
    return switch (rule.verdict()) {
      case HOST_DOWN -> hostDown(link, profile, after);
      case AGENT_LOST -> after.flatMap(time -> agentLost(link, time));
    };
  }

  private static Optional<LinkDue> hostDown(
      Link link, HostProfile profile, Optional<Duration> after) {
    return switch (link.watch().ended()) {
      case NOTHING -> link.silenceCounts() ? silent(link, profile, after) : Optional.empty();
      case CLOSED -> agreed(link, profile, link.watch().endedAt());
      case BYE ->
          link.watch()
              .bye()
              .flatMap(reason -> overdue(reason, link))
              .map(time -> LinkDue.of(link, time, ConfirmedBy.RETURN, Reason.BYE_OVERDUE));
    };
  }

  private static Optional<LinkDue> silent(
      Link link, HostProfile profile, Optional<Duration> after) {
    Instant heard = link.watch().lastHeard();
    Optional<LinkDue> alone = unwitnessed(link, profile, after);
    Optional<Instant> alive = link.testimony().proofOfLife(heard);
    if (alive.isPresent()) {
      return alone.map(due -> due.notBefore(link, alive.get().plus(Testimony.LIFE_LASTS)));
    }
    return agreed(link, profile, heard)
        .filter(_ -> alone.isEmpty() || !isInFirstNights(link, profile))
        .map(due -> outlasting(link, due))
        .filter(due -> alone.filter(other -> !other.at().isAfter(due.at())).isEmpty())
        .or(() -> alone);
  }

  /** By the time of its kind or its own, and no sooner than it ever came back by itself. */
  private static Optional<LinkDue> unwitnessed(
      Link link, HostProfile profile, Optional<Duration> after) {
    ConfirmedBy by = profile.confirm().isPresent() ? ConfirmedBy.HOST : ConfirmedBy.KIND;
    Optional<Duration> survived = link.survival().longest(link.watch().lastHeard());
    return profile
        .confirm()
        .or(() -> after)
        .map(
            time ->
                survived
                    .filter(gap -> gap.compareTo(time) > 0)
                    .map(
                        gap ->
                            LinkDue.of(
                                link, gap, ConfirmedBy.SURVIVED_GAP, Reason.SILENT_CONFIRMED))
                    .orElseGet(() -> LinkDue.of(link, time, by, Reason.SILENT_CONFIRMED)));
  }

  private static boolean isInFirstNights(Link link, HostProfile profile) {
    return link.survival()
        .firstHeard()
        .filter(
            first -> FirstNights.cover(link.watch().lastHeard(), first, profile.service().zone()))
        .isPresent();
  }

  /**
   * A host that stands still, as in a backup's stun, is as unreachable for its neighbours as a dead
   * one: before it has been silent for longer than it is known to survive, nobody's word counts.
   */
  private static LinkDue outlasting(Link link, LinkDue agreed) {
    Duration withstood = link.survival().withstood(link.watch().lastHeard());
    return link.due(withstood).isAfter(agreed.at())
        ? LinkDue.of(link, withstood, ConfirmedBy.WITNESS, Reason.WITNESS_AGREED)
        : agreed;
  }

  /** Two seconds after a witness agreed with a silence that is at least suspect. */
  private static Optional<LinkDue> agreed(Link link, HostProfile profile, Instant since) {
    Instant quiet = quietAt(link, profile.heartbeat());
    return link.testimony()
        .agreed(since)
        .filter(word -> !word.plus(Testimony.LASTS).isBefore(quiet))
        .map(word -> LinkDue.later(link.afterGrace(word.plus(AFTER_WITNESS)), quiet))
        .map(at -> new LinkDue(at, AFTER_WITNESS, ConfirmedBy.WITNESS, Reason.WITNESS_AGREED));
  }

  /**
   * Closed by a living kernel, its service stopped, or silent while a witness reached the host:
   * nobody watches it any more. A host that is down is more than that.
   */
  private static Optional<LinkDue> agentLost(Link link, Duration after) {
    if (link.state() == LinkState.DOWN) {
      return Optional.empty();
    }
    Optional<Reason> reason =
        switch (link.watch().ended()) {
          case NOTHING ->
              link.testimony()
                  .proofOfLife(link.watch().lastHeard())
                  .filter(_ -> link.silenceCounts())
                  .map(_ -> Reason.WITNESS_REACHED);
          case CLOSED -> Optional.of(Reason.CLOSED_WITHOUT_BYE);
          case BYE ->
              link.watch().bye().filter(ByeReason.STOP::equals).map(_ -> Reason.BYE_OVERDUE);
        };
    return reason.map(why -> LinkDue.of(link, after, ConfirmedBy.KIND, why));
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
