package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Raised;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a row of late batches ends: at the live samples, which then say how it went on, or at a
 * break, after which nothing is known.
 */
final class LateEnd {
  private LateEnd() {}

  /** A row of late batches that never reached the live ones: it tells what it can. */
  static void broken(Draft draft) {
    draft.late().upTo().ifPresent(upTo -> tell(draft, upTo, upTo));
    draft.late(LateData.NONE);
  }

  /** Whether the late batches have come to where the live ones began; if so, what they told. */
  static void reached(Draft draft) {
    Cadence cadence = Cadence.of(draft.profile());
    Optional<Instant> upTo = draft.late().upTo();
    Optional<Instant> live = draft.liveFrom();
    if (upTo.isPresent()
        && live.filter(start -> !start.isBefore(upTo.get()))
            .filter(start -> !cadence.isGap(upTo.get(), start))
            .isPresent()) {
      tell(draft, upTo.get(), live.get());
      draft.late(pending(draft, upTo.get()));
    }
  }

  /**
   * A live batch was judged: a late run that went on into a pending live one waits for what becomes
   * of that.
   */
  static void lived(Draft draft) {
    LateData late = draft.late();
    if (late.upTo().isEmpty()) {
      return;
    }
    if (late.from().isPresent()) {
      reached(draft);
    } else {
      late.watches().forEach((key, watch) -> connect(draft, key, watch));
      draft.late(pending(draft, late.upTo().get()));
    }
  }

  /** Late runs whose live condition is still being held; the rest has been told. */
  private static LateData pending(Draft draft, Instant upTo) {
    TreeMap<ConditionKey, Watch> waiting = new TreeMap<>();
    draft
        .late()
        .watches()
        .forEach(
            (key, watch) -> {
              boolean held = draft.watch(key).filter(Watch.Pending.class::isInstance).isPresent();
              if (held && LateJudge.badSince(watch).isPresent()) {
                waiting.put(key, watch);
              }
            });
    return waiting.isEmpty()
        ? LateData.NONE
        : new LateData(
            waiting,
            new TreeMap<>(),
            SampleMemory.EMPTY,
            Optional.empty(),
            Optional.of(upTo),
            draft.late().liveUpTo());
  }

  private static void tell(Draft draft, Instant upTo, Instant goodFrom) {
    alive(draft, upTo);
    for (Map.Entry<ConditionKey, Watch> entry : draft.late().watches().entrySet()) {
      boolean runsOn = connect(draft, entry.getKey(), entry.getValue());
      HeldCondition was = draft.late().held().get(entry.getKey());
      boolean unknown = draft.watch(entry.getKey()).isEmpty();
      if (!runsOn && unknown && was != null) {
        LateJudge.past(draft, was, restoredAt(entry.getValue(), goodFrom));
      }
    }
  }

  private static Instant restoredAt(Watch watch, Instant goodFrom) {
    return watch instanceof Clearing clearing ? clearing.since() : goodFrom;
  }

  /** Whether a late run goes on into a live condition, which then began with it. */
  private static boolean connect(Draft draft, ConditionKey key, Watch late) {
    Optional<Instant> since = LateJudge.badSince(late);
    Optional<Raised> live = LateJudge.raised(draft, key);
    Cadence cadence = Cadence.of(draft.profile());
    Instant upTo = draft.late().upTo().orElseThrow();
    if (since.isEmpty()
        || live.isEmpty()
        || !since.get().isBefore(live.get().began())
        || cadence.isGap(upTo, live.get().began())) {
      return false;
    }
    Raised earlier = live.get().began(since.get());
    Watch next =
        draft.watch(key).orElseThrow() instanceof Clearing clearing
            ? new Clearing(earlier, clearing.since(), clearing.lastSeen())
            : earlier;
    draft.watch(key, Optional.of(next));
    draft.say(new ConditionEvent.Corrected(key, draft.at(), since.get()));
    return true;
  }

  /** The host sampled while it was not heard. */
  private static void alive(Draft draft, Instant upTo) {
    Instant first = draft.late().from().orElse(upTo);
    Instant from = first.minus(Cadence.of(draft.profile()).maxGap());
    for (Rule.Link rule : draft.book().links()) {
      ConditionKey key = new ConditionKey(draft.profile().host(), rule.id(), "");
      draft.say(new ConditionEvent.Alive(key, draft.at(), from, upTo));
    }
  }
}
