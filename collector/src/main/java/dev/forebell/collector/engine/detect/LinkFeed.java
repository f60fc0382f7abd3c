package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Raised;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens to a link becomes facts about it.
 *
 * <pre>
 * any sign of life           -> UP          a raised link condition begins to recover
 * UP, SUSPECT   Closed       -> AGENT_LOST  a close is no silence
 * UP, SUSPECT   Silenced     -> (as it was) time-outs run
 * any           Bye          -> AWAY
 * SUSPECT       Blackout     -> UP          that silence was the collector's own
 * </pre>
 *
 * <p>A close or silence of a link that is away, lost or down says nothing new.
 */
final class LinkFeed {
  /** Heartbeats of quiet after which a host is suspect. */
  static final int SUSPECT_BEATS = 3;

  private LinkFeed() {}

  static void connected(Draft draft) {
    heard(draft, Reason.CONNECTED);
  }

  static void heartbeat(Draft draft) {
    heard(draft, Reason.HEARD_AGAIN);
    draft.link(draft.link().beating());
  }

  static void samples(Draft draft) {
    heard(draft, Reason.HEARD_AGAIN);
  }

  static void closed(Draft draft, String detail) {
    if (isOpen(draft.link())) {
      draft.link(draft.link().closed(draft.at(), detail));
      draft.linkState(LinkState.AGENT_LOST, Reason.CLOSED_WITHOUT_BYE);
    }
  }

  static void silenced(Draft draft) {
    if (isOpen(draft.link()) && !draft.link().silenced()) {
      draft.link(draft.link().silencedAt(draft.at()));
    }
  }

  static void bye(Draft draft, HostInput.Bye bye) {
    recover(draft);
    draft.link(draft.link().heard(bye.at()).away(bye));
    draft.linkState(LinkState.AWAY, Reason.BYE);
  }

  static void blackout(Draft draft, HostInput.Blackout blackout) {
    draft.link(draft.link().blackout(blackout));
    if (draft.link().state() == LinkState.SUSPECT) {
      draft.linkState(LinkState.UP, Reason.COLLECTOR_BLACKOUT);
    }
  }

  private static boolean isOpen(Link link) {
    return switch (link.state()) {
      case UNKNOWN, UP, SUSPECT -> true;
      case AGENT_LOST, DOWN, AWAY -> false;
    };
  }

  private static void heard(Draft draft, Reason reason) {
    recover(draft);
    boolean news = draft.link().state() != LinkState.UP;
    draft.link(draft.link().heard(draft.at()));
    if (news) {
      draft.linkState(LinkState.UP, reason);
    }
  }

  /** Link conditions begin to recover; a recovery that was interrupted begins anew. */
  private static void recover(Draft draft) {
    boolean interrupted = isInterrupted(draft);
    for (Rule.Link rule : draft.book().links()) {
      ConditionKey key = new ConditionKey(draft.profile().host(), rule.id(), "");
      switch (draft.watch(key).orElse(null)) {
        case Raised raised -> recovering(draft, key, raised);
        case Clearing clearing when interrupted -> restart(draft, key, clearing.raised());
        case null, default -> {}
      }
    }
  }

  private static boolean isInterrupted(Draft draft) {
    Link link = draft.link();
    Duration suspect = draft.profile().heartbeat().multipliedBy(SUSPECT_BEATS);
    Instant quiet = link.watch().countedFrom().plus(suspect);
    return !link.stands() || (link.silenceCounts() && !draft.at().isBefore(quiet));
  }

  private static void recovering(Draft draft, ConditionKey key, Raised raised) {
    Instant at = draft.at();
    draft.say(new ConditionEvent.Recovering(key, at, Reason.HEARD_AGAIN, at));
    restart(draft, key, raised);
  }

  private static void restart(Draft draft, ConditionKey key, Raised raised) {
    draft.watch(key, Optional.of(new Clearing(raised, draft.at(), draft.at())));
  }
}
