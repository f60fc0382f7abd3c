package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.sla.Anchor;
import dev.forebell.collector.engine.sla.AnchorPoint;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is written as it may be, and cannot be meant: clocks that never count, and promises that are
 * broken before a person can act.
 */
record TargetDoubts(YamlMap target, ClockName clock, Anchor anchor, boolean neverCloses) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  void tell(Optional<Amount> amount, Optional<Duration> travel) {
    startsAtItsEnd();
    startsNever();
    amount.ifPresent(given -> amount(given, travel));
  }

  /** All moments it counts from are the one that stops it. */
  private void startsAtItsEnd() {
    Optional<AnchorPoint> end =
        switch (clock) {
          case DIAGNOSIS -> Optional.of(AnchorPoint.DIAGNOSED);
          case DISPATCH -> Optional.of(AnchorPoint.DISPATCHED);
          case RESPONSE, ONSITE, RESOLUTION -> Optional.empty();
        };
    end.filter(point -> anchor.firstOf().equals(List.of(point)))
        .flatMap(_ -> target.get("anchor"))
        .ifPresent(
            value ->
                value.problem(
                    "the clock would begin at the very moment that stops it",
                    "a moment before it, such as detected"));
  }

  private void startsNever() {
    boolean promoted = anchor.firstOf().equals(List.of(AnchorPoint.PROMOTED));
    boolean none =
        target
            .map("when")
            .flatMap(when -> when.bool("emergency"))
            .filter(emergency -> !emergency)
            .isPresent();
    if (promoted && none) {
      target
          .get("anchor")
          .ifPresent(
              value ->
                  value.problem(
                      "what is no emergency is never promoted",
                      "when: {emergency: true}, or another anchor"));
    }
  }

  private void amount(Amount amount, Optional<Duration> travel) {
    Optional<YamlValue> at = target.get("amount");
    boolean inDays =
        at.flatMap(YamlValue::text).filter(text -> text.matches("[0-9.]+d.*|P[0-9].*")).isPresent();
    boolean nothing =
        switch (amount) {
          case Amount.OpenTime(var time) -> time.compareTo(SHORTEST) < 0;
          case Amount.WorkingDays(var days) -> days.signum() == 0;
          default -> false;
        };
    if (nothing) {
      at.ifPresent(
          value -> value.warning("the promise is over before anybody can act", "a minute or more"));
    }
    boolean always =
        target
            .get("calendar")
            .filter(YamlValue::isText)
            .flatMap(YamlValue::text)
            .map(BusinessCalendar.ALWAYS::equals)
            .orElse(neverCloses);
    if (inDays && !always) {
      at.ifPresent(
          value ->
              value.warning(
                  "a day is 24 hours of the calendar's open time here",
                  "1wd for a working day, 24h where 24 hours are meant, or calendar: always"));
    }
    if (amount instanceof Amount.OpenTime(var time)
        && travel.filter(way -> way.compareTo(time) >= 0).isPresent()) {
      target
          .get("travel")
          .ifPresent(
              value ->
                  value.warning(
                      "the way takes all of the promised time, so its mark is always late",
                      "less than the amount"));
    }
  }
}
