package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.Witness;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Gap;
import dev.forebell.collector.engine.detect.Watch.Raised;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
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
  private static final int SUSPECT_BEATS = 3;

  private static final String WINDOWS = "windows";

  private LinkFeed() {}

  static void connected(Draft draft, HostInput.Connected hello) {
    Optional<Gap> gap = gapEnded(draft);
    heard(draft, Reason.CONNECTED);
    Link link = draft.link();
    draft.link(
        link.surviving(link.survival().connected(hello.bootId(), gap))
            .about(new Link.About(hello.osType(), link.about().clockOffset())));
  }

  static void heartbeat(Draft draft, HostInput.Heartbeat beat) {
    Optional<Gap> gap = gapEnded(draft);
    heard(draft, Reason.HEARD_AGAIN);
    Link link = draft.link().beating();
    Link.About about =
        new Link.About(
            link.about().osType(), beat.clockOffset().or(() -> link.about().clockOffset()));
    draft.link(survived(link.about(about), gap));
  }

  static void samples(Draft draft, SampleBatch batch) {
    Optional<Gap> gap = gapEnded(draft);
    heard(draft, Reason.HEARD_AGAIN);
    Link link = draft.link();
    if (batch.lane() == Lane.LIVE) {
      boolean another = link.survival().epoch().filter(e -> e != batch.epoch()).isPresent();
      Link counted = link.surviving(link.survival().batch(batch.epoch()));
      draft.link(another ? counted : survived(counted, gap));
    } else {
      draft.link(survived(link, gap));
    }
  }

  private static Link survived(Link link, Optional<Gap> gap) {
    return gap.map(one -> link.surviving(link.survival().survived(one))).orElse(link);
  }

  /** The silence that this sign of life ends, if there was one. */
  private static Optional<Gap> gapEnded(Draft draft) {
    return draft.link().gapUntil(draft.at(), suspectAfter(draft));
  }

  /** How long a host that beats so often may be quiet. Asked with every heartbeat of a fleet. */
  static Duration suspectAfter(Duration heartbeat) {
    return Duration.ofNanos(heartbeat.toNanos() * SUSPECT_BEATS);
  }

  private static Duration suspectAfter(Draft draft) {
    return suspectAfter(draft.profile().heartbeat());
  }

  /** A word about a host that is gone: about one that is away, it says nothing new. */
  static void witness(Draft draft, HostInput.WitnessSaid said) {
    LinkState state = draft.link().state();
    if (state != LinkState.UNKNOWN && state != LinkState.AWAY) {
      Witness word = new Witness(said.witness(), said.answer(), said.at());
      draft.link(draft.link().told(word));
      draft.say(new LinkNews.Witnessed(draft.profile().host(), word));
    }
  }

  static void closed(Draft draft, String detail) {
    if (isOpen(draft.link())) {
      Optional<Gap> gap = gapEnded(draft);
      Link link = draft.link().closed(draft.at(), detail);
      draft.link(gap.map(one -> link.surviving(link.survival().ended(one))).orElse(link));
      draft.linkState(LinkState.AGENT_LOST, Reason.CLOSED_WITHOUT_BYE);
      draft.say(new LinkNews.Closed(draft.profile().host(), draft.at()));
    }
  }

  static void silenced(Draft draft) {
    if (isOpen(draft.link()) && !draft.link().silenced()) {
      draft.link(draft.link().silencedAt(draft.at()));
    }
  }

  static void bye(Draft draft, HostInput.Bye bye) {
    recover(draft);
    draft.link(draft.link().heard(bye.at()).away(bye, expected(draft, bye)));
    draft.linkState(LinkState.AWAY, Reason.BYE);
    draft.say(new LinkNews.SaidGoodbye(draft.profile().host(), bye.at(), bye.reason(), bye.at()));
  }

  /** Windows takes its time: where the agent promises nothing, it is given twenty minutes. */
  private static Optional<Duration> expected(Draft draft, HostInput.Bye bye) {
    String said = draft.link().about().osType();
    String os = said.isEmpty() ? draft.profile().labels().values().getOrDefault("os", "") : said;
    return bye.expectedReturn()
        .or(() -> os.equals(WINDOWS) ? Optional.of(LinkTimes.LONGEST_RETURN) : Optional.empty());
  }

  static void blackout(Draft draft, HostInput.Blackout blackout) {
    draft.link(draft.link().blackout(blackout));
    if (draft.link().state() == LinkState.SUSPECT) {
      draft.linkState(LinkState.UP, Reason.COLLECTOR_BLACKOUT);
    }
    LinkStanding.tell(draft);
  }

  private static boolean isOpen(Link link) {
    return switch (link.state()) {
      case UNKNOWN, UP, SUSPECT -> true;
      case AGENT_LOST, DOWN, AWAY -> false;
    };
  }

  private static void heard(Draft draft, Reason reason) {
    recover(draft);
    boolean moved = draft.link().state() != LinkState.UP;
    boolean news = moved || draft.link().graceUntil().isPresent();
    draft.link(draft.link().heard(draft.at()));
    if (moved) {
      draft.linkState(LinkState.UP, reason);
    }
    if (news) {
      draft.say(new LinkNews.Heard(draft.profile().host(), draft.at()));
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
    Instant quiet = link.watch().countedFrom().plus(suspectAfter(draft));
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
