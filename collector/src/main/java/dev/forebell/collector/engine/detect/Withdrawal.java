package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.common.model.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of watches when the rules change: those without their rule end, others go on. */
final class Withdrawal {
  private Withdrawal() {}

  static void apply(Draft draft, HostProfile profile) {
    draft.profile(profile);
    withdrawUnruled(draft);
  }

  /** At the start of each input: an override that has ended is as good as a change of rules. */
  static void endOverrides(Draft draft) {
    if (draft.book().until().filter(end -> !draft.at().isBefore(end)).isPresent()) {
      draft.rewriteBook();
      withdrawUnruled(draft);
    }
  }

  private static void withdrawUnruled(Draft draft) {
    List<Map.Entry<ConditionKey, Watch>> all = new ArrayList<>(draft.watches().entrySet());
    for (Map.Entry<ConditionKey, Watch> entry : all) {
      if (!isRuled(draft, entry.getKey(), entry.getValue())) {
        withdraw(draft, entry.getKey(), entry.getValue());
      }
    }
    if (!draft.late().watches().isEmpty()) {
      draft.late(draft.late().only((key, watch) -> isRuled(draft, key, watch)));
    }
  }

  private static boolean isRuled(Draft draft, ConditionKey key, Watch watch) {
    Attributes subject = Attributes.parse(key.subject());
    return draft.book().rules(key.rule()).stream()
        .anyMatch(rule -> Variants.looksAt(rule, subject) && fits(rule, watch));
  }

  private static void withdraw(Draft draft, ConditionKey key, Watch watch) {
    if (isOpen(watch)) {
      draft.say(new ConditionEvent.Ended(key, draft.at(), Reason.RULE_WITHDRAWN, draft.at()));
    }
    draft.watch(key, Optional.empty());
  }

  private static boolean isOpen(Watch watch) {
    return switch (watch) {
      case Watch.Raised _, Watch.Clearing _, Watch.LinkWatch _ -> true;
      case Watch.Tally tally -> tally.held().isPresent();
      case Watch.Forecast forecast -> forecast.standing().isPresent();
      case Watch.Pending _, Watch.Survived _, Watch.Late _ -> false;
    };
  }

  /** Whether the rule still has every level that the watch speaks of, and is of its kind. */
  private static boolean fits(Rule rule, Watch watch) {
    int levels = levels(rule);
    return switch (watch) {
      case Watch.Pending pending -> fits(levels, pending.levels());
      case Watch.Raised raised ->
          raised.level() < levels && fits(levels, raised.rising()) && looksAtIt(rule, raised);
      case Watch.Clearing clearing -> fits(rule, clearing.raised());
      case Watch.Tally tally -> fits(rule, tally);
      case Watch.Forecast forecast -> rule instanceof Rule.Forecast now && fits(now, forecast);
      case Watch.LinkWatch _, Watch.Survived _, Watch.Late _ -> false;
    };
  }

  /** A history goes on as long as the same series is judged in the same direction. */
  private static boolean fits(Rule.Forecast rule, Watch.Forecast watch) {
    return rule.rising() == watch.rising()
        && rule.selector().metric().equals(watch.series().metric())
        && rule.selector().matches(watch.series().attributes())
        && watch.standing().stream().allMatch(one -> one.level() < rule.levels().size());
  }

  /** How many levels a watch of the rule may speak of. */
  private static int levels(Rule rule) {
    return switch (rule) {
      case Rule.Threshold threshold -> threshold.levels().size();
      case Rule.Forecast forecast -> forecast.levels().size();
      case Rule.Link _, Rule.Absent _ -> 1;
      case Rule.Change _ -> 0;
    };
  }

  private static boolean fits(Rule rule, Watch.Tally tally) {
    return rule instanceof Rule.Change change
        && tally.held().filter(level -> level >= change.levels().size()).isEmpty();
  }

  /** Whether the rule still looks at the series that raised the condition. */
  private static boolean looksAtIt(Rule rule, Watch.Raised raised) {
    return raised.selected().isEmpty()
        || (rule instanceof Rule.Threshold threshold
            && Variants.series(threshold.selector()).equals(raised.selected()));
  }

  private static boolean fits(int levels, List<Watch.PendingLevel> runs) {
    return runs.stream().allMatch(run -> run.level() < levels);
  }
}
