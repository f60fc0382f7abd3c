package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.people.Callout;

/**
 * Keeps how far the telling of people has come, from an incident's events. It begins anew with what
 * makes it wait for people again: a reopening, a promotion, an acknowledgement that expired.
 */
final class CalloutFold {
  private CalloutFold() {}

  static Handling apply(Handling handling, IncidentEvent event) {
    Callout callout = handling.callout();
    return switch (event.change()) {
      case Change.Notified told -> handling.called(callout.told(told.ladder(), told.step()));
      case Change.Reopened _, Change.Promoted _ -> handling.called(Callout.from(event.at()));
      case Change.ClockChanged _ when event.reason() == Reason.ACKNOWLEDGEMENT_EXPIRED ->
          handling.called(Callout.from(event.at()));
      default -> AttentionFold.isAct(event) ? handling.called(callout.acted(event.at())) : handling;
    };
  }
}
