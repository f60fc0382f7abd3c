package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A window or silence that is in force at an instant.
 *
 * @param reason in_maintenance or silenced
 * @param by its id
 * @param until its end, or an instant before that at which to look again
 * @param config of the customer: whose hosts are meant
 * @param terms what it says
 */
record Restraint(Reason reason, String by, Instant until, CustomerConfig config, Terms terms) {
  /** What was given. */
  sealed interface Terms {
    record Window(MaintenanceWindow window) implements Terms {}

    record Quietly(Silence silence) implements Terms {}
  }

  /** The one that lasts longest first. */
  private static final Comparator<Restraint> ORDER =
      Comparator.comparing(Restraint::until)
          .reversed()
          .thenComparing(Restraint::reason)
          .thenComparing(Restraint::by);

  /** All in force, the longest lasting first. */
  static List<Restraint> at(CustomerState state, Instant at) {
    CustomerConfig config = state.config();
    var all = config.suppressions().and(state.quiet().given());
    Stream<Restraint> windows =
        all.windows().stream().flatMap(window -> inForce(config, window, at));
    Stream<Restraint> silences =
        all.silences().stream().flatMap(silence -> inForce(config, silence, at));
    return Stream.concat(windows, silences).sorted(ORDER).toList();
  }

  private static Stream<Restraint> inForce(
      CustomerConfig config, MaintenanceWindow window, Instant at) {
    return window.schedule().heldUntil(at, config.calendars()).stream()
        .map(
            until ->
                new Restraint(
                    Reason.IN_MAINTENANCE, window.id(), until, config, new Terms.Window(window)));
  }

  private static Stream<Restraint> inForce(CustomerConfig config, Silence silence, Instant at) {
    return silence.heldUntil(at).stream()
        .map(
            until ->
                new Restraint(
                    Reason.SILENCED, silence.id(), until, config, new Terms.Quietly(silence)));
  }

  /** Whether it is about a condition. */
  boolean covers(HeldCondition held) {
    return switch (terms) {
      case Terms.Window(MaintenanceWindow window) ->
          window.hosts().includes(config, held.key().host());
      case Terms.Quietly(Silence silence) -> silence.matches(config, held);
    };
  }

  /** Whether it asks for a rule by name. */
  boolean names(RuleId rule) {
    return terms instanceof Terms.Quietly(Silence silence) && silence.names(rule);
  }

  /** Whether it is about the same and ends at the same time; a changed configuration is another. */
  @SuppressWarnings("ReferenceEquality") // or all hosts are compared at each step after a reload
  boolean isSame(Restraint other) {
    return config == other.config
        && reason == other.reason
        && by.equals(other.by)
        && until.equals(other.until)
        && terms.equals(other.terms);
  }

  boolean is(Withholding known) {
    return known.reason() == reason && known.by().equals(by);
  }

  /** As it is written down. */
  Withholding of(HeldCondition held) {
    return new Withholding(reason, by, held.finding().severity(), held.finding().means());
  }
}
