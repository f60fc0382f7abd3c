package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Windows and silences that will never do anything: over, of no host, or never due. */
final class IdleSuppressions {
  private IdleSuppressions() {}

  /** One warning each. */
  static List<Problem> of(Configuration configuration, Instant now) {
    List<Problem> found = new ArrayList<>();
    for (CustomerConfig customer : configuration.customers().values()) {
      customer.suppressions().windows().forEach(one -> window(found, customer, one, now));
      customer.suppressions().silences().forEach(one -> silence(found, customer, one, now));
    }
    return found;
  }

  private static void silence(
      List<Problem> found, CustomerConfig customer, Silence silence, Instant now) {
    if (!silence.until().isAfter(now)) {
      add(found, customer, "silence", silence.id(), "expired at " + silence.until());
    }
  }

  private static void window(
      List<Problem> found, CustomerConfig customer, MaintenanceWindow window, Instant now) {
    if (customer.hosts().keySet().stream()
        .noneMatch(host -> window.hosts().includes(customer, host))) {
      add(found, customer, "maintenance window", window.id(), "is for no host");
    }
    if (isOver(customer, window.schedule(), now)) {
      add(found, customer, "maintenance window", window.id(), "never comes any more");
    }
  }

  private static boolean isOver(CustomerConfig customer, Schedule schedule, Instant now) {
    return switch (schedule) {
      case Schedule.Once once -> !once.to().isAfter(now);
      case Schedule.Weekly _ -> false;
      case Schedule.ByCalendar by ->
          by.inside()
              && Optional.ofNullable(customer.calendars().get(by.calendar()))
                  .map(WorkingTime::new)
                  .flatMap(time -> time.nextOpening(now))
                  .isEmpty();
    };
  }

  private static void add(
      List<Problem> found, CustomerConfig customer, String noun, String id, String what) {
    found.add(
        new Problem(
            Position.startOf("customers"),
            noun + " '" + id + "' of customer '" + customer.id() + "' " + what,
            "one that is still to come, or none"));
  }
}
