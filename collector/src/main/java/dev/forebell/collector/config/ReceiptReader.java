package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads the amount of a promise, and for one that ends with a day when a report is received. */
final class ReceiptReader {
  private static final String NEXT_OPEN = "next_open";
  private static final String SAME_DAY = "same_day";
  private static final String TIME = "a local time such as 15:00";

  private final YamlMap target;
  private final boolean endOfDay;

  ReceiptReader(YamlMap target, boolean endOfDay) {
    this.target = target;
    this.endOfDay = endOfDay;
  }

  Optional<Amount> amount() {
    Optional<LocalTime> cutoff =
        target.get("cutoff").flatMap(value -> value.parse(ReceiptReader::time, TIME));
    boolean nextOpen =
        target
            .choice("received_when_closed", List.of(SAME_DAY, NEXT_OPEN), name -> name)
            .filter(NEXT_OPEN::equals)
            .isPresent();
    return target
        .get("amount")
        .flatMap(YamlValue::workAmount)
        .map(Amounts::of)
        .map(amount -> received(amount, cutoff, nextOpen));
  }

  private Amount received(Amount amount, Optional<LocalTime> cutoff, boolean nextOpen) {
    if (amount instanceof Amount.NextWorkingDay) {
      return new Amount.NextWorkingDay(cutoff, nextOpen);
    }
    if (endOfDay && amount instanceof Amount.WorkingDays(var days)) {
      return new Amount.EndOfWorkingDay(days, new Amount.NextWorkingDay(cutoff, nextOpen));
    }
    for (String key : List.of("cutoff", "received_when_closed")) {
      target
          .get(key)
          .ifPresent(
              value ->
                  value.problem(
                      "only an amount that ends with a day asks when it was received",
                      "amount: next_working_day, or working days with working_days: end_of_day"));
    }
    return amount;
  }

  private static Parsed<LocalTime> time(String text) {
    try {
      return Parsed.good(LocalTime.parse(text));
    } catch (DateTimeParseException _) {
      return Parsed.bad(Quantity.quoted(text) + " is not a time of day", TIME);
    }
  }
}
