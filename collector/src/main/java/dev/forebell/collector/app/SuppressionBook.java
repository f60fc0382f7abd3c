package dev.forebell.collector.app;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.json.SuppressionCodec;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.collector.port.SuppressionDesk.Answer;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.collector.port.SuppressionDesk.Order;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The windows and silences that people gave at run time, as they stand. One thread. */
final class SuppressionBook {
  /** One of them, and whose. */
  record Held(CustomerId customer, Entry entry) {}

  /** An order carried out, or why not. */
  sealed interface Outcome {
    record Changed(SuppressionChange change) implements Outcome {}

    record Refused(Answer.Refused answer) implements Outcome {}
  }

  private final TreeMap<String, Held> byId = new TreeMap<>();

  static SuppressionBook of(List<SuppressionChange> changes) {
    SuppressionBook book = new SuppressionBook();
    changes.forEach(book::take);
    return book;
  }

  void take(SuppressionChange change) {
    byId.put(change.id(), new Held(change.customer(), SuppressionCodec.read(change.payload())));
  }

  /** What a customer's machine has to know: all that is not over. */
  Suppressions of(CustomerId customer, Instant now) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    for (Held held : byId.values()) {
      if (held.customer().equals(customer) && !until(held.entry()).isBefore(now)) {
        switch (held.entry()) {
          case Entry.Window(MaintenanceWindow window) -> windows.add(window);
          case Entry.Quiet(Silence silence) -> silences.add(silence);
        }
      }
    }
    return new Suppressions(windows, silences);
  }

  /** What an order makes; it is not taken in yet. */
  Outcome decide(Order order, Predicate<CustomerId> known, Instant now) {
    return switch (order) {
      case Order.GiveSilence give ->
          give(
              give.customer(),
              known,
              give.from().orElse(now),
              give.until(),
              give.by(),
              now,
              id ->
                  new Entry.Quiet(
                      new Silence(
                          id,
                          give.matchers(),
                          give.from().orElse(now),
                          give.until(),
                          give.comment(),
                          give.by())));
      case Order.GiveWindow give ->
          give(
              give.customer(),
              known,
              give.from().orElse(now),
              give.to(),
              give.by(),
              now,
              id ->
                  new Entry.Window(
                      new MaintenanceWindow(
                          id,
                          give.hosts(),
                          new Schedule.Once(give.from().orElse(now), give.to()),
                          give.comment(),
                          give.by())));
      case Order.End end -> end(end, now);
    };
  }

  private Outcome give(
      CustomerId customer,
      Predicate<CustomerId> known,
      Instant from,
      Instant until,
      String by,
      Instant now,
      Function<String, Entry> make) {
    if (!known.test(customer)) {
      return refused(Reason.BAD_COMMAND, "there is no customer '" + customer + "'");
    }
    if (!until.isAfter(from) || !until.isAfter(now)) {
      return refused(Reason.BAD_COMMAND, "it would be over before it begins, or is over already");
    }
    Entry made = make.apply("");
    Entry entry = make.apply((made instanceof Entry.Quiet ? "S-" : "M-") + (byId.size() + 1));
    return changed(customer, entry, by, "given", now);
  }

  private Outcome end(Order.End end, Instant now) {
    Optional<Held> held = Optional.ofNullable(byId.get(end.id()));
    if (held.isEmpty()) {
      return refused(
          Reason.BAD_COMMAND,
          "nothing called '" + end.id() + "' was given; what a file says is changed there");
    }
    Entry entry = held.get().entry();
    Instant at = end.at().orElse(now);
    if (until(entry).isBefore(now) || at.isBefore(now)) {
      return refused(Reason.BAD_COMMAND, "'" + end.id() + "' cannot end in the past");
    }
    return changed(held.get().customer(), ended(entry, at), end.by(), "ended", now);
  }

  private static Entry ended(Entry entry, Instant at) {
    return switch (entry) {
      case Entry.Quiet(Silence one) ->
          new Entry.Quiet(
              new Silence(
                  one.id(),
                  one.matchers(),
                  earlier(one.from(), at),
                  at,
                  one.comment(),
                  one.author()));
      case Entry.Window(MaintenanceWindow one) ->
          new Entry.Window(
              new MaintenanceWindow(
                  one.id(),
                  one.hosts(),
                  new Schedule.Once(earlier(once(one).from(), at), at),
                  one.comment(),
                  one.author()));
    };
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** When it ends, or ended. */
  static Instant until(Entry entry) {
    return switch (entry) {
      case Entry.Quiet(Silence silence) -> silence.until();
      case Entry.Window(MaintenanceWindow window) -> once(window).to();
    };
  }

  private static Schedule.Once once(MaintenanceWindow window) {
    return window.schedule() instanceof Schedule.Once once
        ? once
        : new Schedule.Once(Instant.MIN, Instant.MAX);
  }

  private static Outcome changed(
      CustomerId customer, Entry entry, String by, String action, Instant now) {
    return new Outcome.Changed(
        new SuppressionChange(
            customer, entry.id(), now, by, action, SuppressionCodec.write(entry)));
  }

  private static Outcome refused(Reason reason, String detail) {
    return new Outcome.Refused(new Answer.Refused(reason, detail));
  }
}
