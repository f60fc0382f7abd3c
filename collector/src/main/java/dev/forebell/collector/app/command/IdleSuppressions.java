package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.Places;
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
  private static final String WINDOW = "maintenance window";
  private static final String SILENCE = "silence";
  private static final String STILL_TO_COME = "one that is still to come, or none";

  private IdleSuppressions() {}

  /** One warning each. */
  static List<Problem> of(Configuration configuration, Instant now) {
    List<Problem> found = new ArrayList<>();
    for (CustomerConfig customer : configuration.customers().values()) {
      Found own = new Found(customer, configuration.places(), found);
      customer.suppressions().windows().forEach(one -> window(own, one, now));
      customer.suppressions().silences().forEach(one -> silence(own, one, now));
    }
    return found;
  }

  /** What was found of one customer. */
  private record Found(CustomerConfig customer, Places places, List<Problem> all) {
    void add(String noun, String id, String what, String expected) {
      Position at =
          places
              .suppressions()
              .getOrDefault(
                  Places.suppression(customer.id().value(), noun, id),
                  Position.startOf("customers"));
      all.add(
          new Problem(
              at, noun + " '" + id + "' of customer '" + customer.id() + "' " + what, expected));
    }
  }

  private static void silence(Found found, Silence silence, Instant now) {
    if (!silence.until().isAfter(now)) {
      found.add(SILENCE, silence.id(), "expired at " + silence.until(), STILL_TO_COME);
    }
  }

  private static void window(Found found, MaintenanceWindow window, Instant now) {
    CustomerConfig customer = found.customer();
    if (customer.hosts().keySet().stream()
        .noneMatch(host -> window.hosts().includes(customer, host))) {
      found.add(
          WINDOW,
          window.id(),
          "is for no host",
          "hosts, sites, kinds or labels that some host has");
    }
    if (isOver(customer, window.schedule(), now)) {
      found.add(WINDOW, window.id(), "never comes any more", STILL_TO_COME);
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
}
