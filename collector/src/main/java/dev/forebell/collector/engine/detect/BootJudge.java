package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.detect.Watch.Occurrence;
import dev.forebell.collector.engine.detect.Watch.Tally;
import dev.forebell.common.model.ByeReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What boot ids and goodbyes tell change rules. A boot id never seen before is a reboot; one that
 * was seen before another comes from a second machine with the same identity.
 */
final class BootJudge {
  private static final int MAX_BOOTS = 8;

  /** A boot id made of the time of the boot, in seconds: systems that have no better one. */
  private static final Pattern TIME_ID = Pattern.compile("boot-\\d{1,15}");

  /** How far two readings of one boot's time may be apart, in seconds. */
  private static final long JITTER = 10;

  private BootJudge() {}

  /** An agent said hello. */
  static void connected(Draft draft, String bootId) {
    if (bootId.isEmpty()) {
      return;
    }
    for (Rule.Change rule : draft.book().changes()) {
      if (rule.of().ofBoots()) {
        connected(draft, rule, bootId);
      }
    }
  }

  /** Another machine came with this host's identity, and both live. */
  static void cloned(Draft draft, String bootId) {
    for (Rule.Change rule : draft.book().changes()) {
      ConditionKey key = key(draft, rule);
      if (rule.of() == Rule.Of.IDENTITY && !Tallies.of(draft, key).boots().isEmpty()) {
        draft.watch(key, Optional.of(count(draft, rule, key, Tallies.of(draft, key), bootId)));
      }
    }
  }

  /** The host says that it, or its agent, goes down on purpose. */
  static void bye(Draft draft, ByeReason reason) {
    if (!announcesReboot(reason)) {
      return;
    }
    for (Rule.Change rule : draft.book().changes()) {
      if (rule.of() == Rule.Of.REBOOT) {
        ConditionKey key = key(draft, rule);
        Tally tally = Tallies.of(draft, key);
        draft.watch(key, Optional.of(tally.goodbye(Optional.of(draft.at()))));
      }
    }
  }

  /** Whoever only stops the agent announces nothing. */
  private static boolean announcesReboot(ByeReason reason) {
    return switch (reason) {
      case SHUTDOWN, REBOOT, RESTART, UPGRADE -> true;
      case STOP, SUSPEND, LOGOFF -> false;
    };
  }

  private static void connected(Draft draft, Rule.Change rule, String named) {
    ConditionKey key = key(draft, rule);
    Tally before = Tallies.of(draft, key);
    String bootId =
        before.boots().stream().filter(one -> isSame(one, named)).findFirst().orElse(named);
    boolean same = !before.boots().isEmpty() && before.boots().getLast().equals(bootId);
    if (same) {
      draft.watch(key, Optional.of(before.goodbye(Optional.empty())));
      return;
    }
    boolean returned = before.boots().contains(bootId);
    boolean first = before.boots().isEmpty();
    boolean happens = !first && (rule.of() == Rule.Of.IDENTITY ? returned : !returned);
    Tally counted = happens ? count(draft, rule, key, before, bootId) : before;
    Tally after = counted.boots(seen(before.boots(), bootId)).goodbye(Optional.empty());
    draft.watch(key, Optional.of(first ? after : startedAnew(draft, key, after)));
  }

  /** The uptime before says nothing about this boot's. */
  private static Tally startedAnew(Draft draft, ConditionKey key, Tally tally) {
    draft.memory(draft.memory().withoutLatest(key));
    return tally.baseline(Optional.empty());
  }

  /** Boot ids made of the boot's time differ by what reading it twice differs. */
  private static boolean isSame(String one, String other) {
    boolean times = TIME_ID.matcher(one).matches() && TIME_ID.matcher(other).matches();
    return one.equals(other) || (times && Math.abs(seconds(one) - seconds(other)) <= JITTER);
  }

  private static long seconds(String timeId) {
    return Long.parseLong(timeId.substring(timeId.indexOf('-') + 1));
  }

  private static Tally count(
      Draft draft, Rule.Change rule, ConditionKey key, Tally before, String bootId) {
    boolean announced = rule.of() == Rule.Of.REBOOT && before.goodbye().isPresent();
    Evidence.Happened evidence =
        new Evidence.Happened(
            Tallies.what(rule.of(), announced),
            Optional.empty(),
            before.boots().getLast(),
            bootId,
            List.of(),
            0,
            Duration.ZERO);
    int weight = announced && !rule.announced() ? 0 : 1;
    Occurrence occurrence = new Occurrence(draft.at(), weight);
    return Happenings.add(draft, rule, key, before, occurrence, evidence);
  }

  private static List<String> seen(List<String> before, String bootId) {
    List<String> boots = new ArrayList<>(before);
    boots.remove(bootId);
    boots.add(bootId);
    return boots.subList(Math.max(0, boots.size() - MAX_BOOTS), boots.size());
  }

  private static ConditionKey key(Draft draft, Rule.Change rule) {
    return new ConditionKey(draft.profile().host(), rule.id(), "");
  }
}
