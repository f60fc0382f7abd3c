package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.Happening;
import dev.forebell.collector.engine.detect.Watch.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tallies of a host's change rules, and how those that hold come to their end. */
final class Tallies {
  private Tallies() {}

  /** A subject's tally; empty if nothing was seen of it. */
  static Tally of(Draft draft, ConditionKey key) {
    return draft.watch(key).orElse(Tally.EMPTY) instanceof Tally tally ? tally : Tally.EMPTY;
  }

  static Happening what(Rule.Of of, boolean announced) {
    return switch (of) {
      case REBOOT -> announced ? Happening.REBOOT_ANNOUNCED : Happening.REBOOT;
      case IDENTITY -> Happening.IDENTITY;
      case INCREASE -> Happening.INCREASE;
      case DECREASE -> Happening.DECREASE;
      case VALUE -> Happening.VALUE;
      case STEP -> Happening.STEP;
    };
  }

  /** Ends what was held long enough. */
  static void judge(Draft draft) {
    if (draft.book().changes().isEmpty()) {
      return;
    }
    for (Map.Entry<ConditionKey, Watch> entry : List.copyOf(draft.watches().entrySet())) {
      if (entry.getValue() instanceof Tally tally && tally.held().isPresent()) {
        over(draft, entry.getKey(), tally)
            .filter(due -> !due.isAfter(draft.at()))
            .ifPresent(due -> end(draft, entry.getKey(), tally, due));
      }
    }
  }

  /** When the first of them is held long enough. */
  static Optional<Instant> wakeAt(Draft draft) {
    Optional<Instant> earliest = Optional.empty();
    if (draft.book().changes().isEmpty()) {
      return earliest;
    }
    for (Map.Entry<ConditionKey, Watch> entry : draft.watches().entrySet()) {
      if (entry.getValue() instanceof Tally tally && tally.held().isPresent()) {
        earliest = TimeOuts.earlier(earliest, over(draft, entry.getKey(), tally));
      }
    }
    return earliest;
  }

  private static Optional<Instant> over(Draft draft, ConditionKey key, Tally tally) {
    return draft
        .book()
        .rule(key.rule())
        .filter(Rule.Change.class::isInstance)
        .flatMap(rule -> Happenings.over((Rule.Change) rule, tally));
  }

  private static void end(Draft draft, ConditionKey key, Tally tally, Instant due) {
    Happenings.end(draft, key, due);
    draft.watch(key, Optional.of(tally.held(Optional.empty())));
  }
}
