package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Raised;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts over a link, all of them time-outs over {@link Link}'s facts: suspect (board only),
 * host_down and agent_lost (conditions), and the end of a recovery.
 *
 * <pre>
 * clear    -> Raised    the verdict's time is up: Began
 * Raised   -> Clearing  a sign of life: Recovering (LinkFeed)
 * Clearing -> Raised    the verdict's time is up again: Relapsed
 * Clearing -> clear     the link stood for clear_for: Ended
 * </pre>
 */
final class LinkJudge {
  private LinkJudge() {}

  /** Everything that is due. Doing it again, or late, says nothing more. */
  static void judge(Draft draft) {
    Link link = draft.link();
    if (isDue(LinkTimes.suspectAt(link, draft.profile().heartbeat()), draft)) {
      draft.linkState(LinkState.SUSPECT, Reason.SILENT);
      draft.say(
          new LinkNews.Suspected(draft.profile().host(), draft.at(), link.watch().lastHeard()));
    }
    // One verdict may rule out another, so the one that was due first goes first.
    Optional<Rule.Link> next = nextDue(draft);
    while (next.isPresent()) {
      announce(draft, next.get());
      next = nextDue(draft);
    }
    for (Rule.Link rule : draft.book().links()) {
      if (isDue(steadyAt(draft, rule), draft)) {
        end(draft, key(draft, rule));
      }
    }
  }

  private static Optional<Rule.Link> nextDue(Draft draft) {
    Optional<Rule.Link> first = Optional.empty();
    Instant earliest = draft.at();
    for (Rule.Link rule : draft.book().links()) {
      Instant due = verdictAt(draft, rule).orElse(Instant.MAX);
      if (due.isBefore(earliest) || (first.isEmpty() && due.equals(earliest))) {
        first = Optional.of(rule);
        earliest = due;
      }
    }
    return first;
  }

  /** The earliest time-out that is pending. */
  static Optional<Instant> wakeAt(Draft draft) {
    Optional<Instant> earliest = LinkTimes.suspectAt(draft.link(), draft.profile().heartbeat());
    for (Rule.Link rule : draft.book().links()) {
      earliest = TimeOuts.earlier(earliest, verdictAt(draft, rule));
      earliest = TimeOuts.earlier(earliest, steadyAt(draft, rule));
    }
    return earliest;
  }

  private static boolean isDue(Optional<Instant> due, Draft draft) {
    return due.filter(time -> !time.isAfter(draft.at())).isPresent();
  }

  /** When the rule's condition begins or relapses, if the link stays as it is. */
  private static Optional<Instant> verdictAt(Draft draft, Rule.Link rule) {
    boolean raised = draft.watch(key(draft, rule)).filter(Raised.class::isInstance).isPresent();
    return raised
        ? Optional.empty()
        : LinkTimes.due(draft.link(), rule, draft.profile()).map(LinkDue::at);
  }

  /** When the rule's recovery is confirmed, if the link keeps standing. */
  private static Optional<Instant> steadyAt(Draft draft, Rule.Link rule) {
    if (!draft.link().stands()) {
      return Optional.empty();
    }
    return draft
        .watch(key(draft, rule))
        .filter(Clearing.class::isInstance)
        .map(Clearing.class::cast)
        .map(clearing -> clearing.since().plus(rule.clearFor()))
        .map(steady -> draft.link().graceUntil().filter(steady::isBefore).orElse(steady));
  }

  private static void announce(Draft draft, Rule.Link rule) {
    ConditionKey key = key(draft, rule);
    LinkDue due = LinkTimes.due(draft.link(), rule, draft.profile()).orElseThrow();
    if (draft.watch(key).orElse(null) instanceof Clearing clearing) {
      draft.say(new ConditionEvent.Relapsed(key, draft.at(), due.reason()));
      draft.watch(key, Optional.of(clearing.raised()));
    } else {
      Instant began = LinkTimes.began(draft.link());
      Finding finding = LinkFinding.of(draft, rule, due);
      draft.say(new ConditionEvent.Began(key, draft.at(), due.reason(), began, finding));
      draft.watch(key, Optional.of(new Raised(0, began, draft.at(), List.of(), List.of())));
    }
    LinkState state = state(rule.verdict());
    if (draft.link().state() != state) {
      draft.linkState(state, due.reason());
    }
  }

  private static void end(Draft draft, ConditionKey key) {
    if (draft.watch(key).orElse(null) instanceof Clearing clearing) {
      draft.say(new ConditionEvent.Ended(key, draft.at(), Reason.LINK_STEADY, clearing.since()));
      draft.watch(key, Optional.empty());
    }
  }

  private static LinkState state(Rule.Verdict verdict) {
    return switch (verdict) {
      case HOST_DOWN -> LinkState.DOWN;
      case AGENT_LOST -> LinkState.AGENT_LOST;
    };
  }

  private static ConditionKey key(Draft draft, Rule.Link rule) {
    return key(draft.profile(), rule);
  }

  /** Under which a link rule's condition of a host is watched. */
  static ConditionKey key(HostProfile profile, Rule.Link rule) {
    return new ConditionKey(profile.host(), rule.id(), "");
  }
}
