package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.sla.Attention;

/** Keeps who looked at an incident, from its events. */
final class AttentionFold {
  private AttentionFold() {}

  static Handling apply(Handling handling, IncidentEvent event) {
    Attention known = handling.attention();
    return switch (event.change()) {
      case Change.Reopened _ -> handling.attended(Attention.NONE);
      case Change.Demoted _ -> handling.attended(known.demoted(event.at()));
      case Change.Acknowledged _ when isAct(event) ->
          handling.attended(known.acknowledged(event.at()));
      default -> isAct(event) ? handling.attended(known.acted(event.at())) : handling;
    };
  }

  /**
   * Whether a person took care of it. What bots do is no attention; to hand it on, or to be told of
   * it, is no action.
   */
  static boolean isAct(IncidentEvent event) {
    return switch (event.change()) {
      case Change.Acknowledged _,
          Change.Contacted _,
          Change.Dispatched _,
          Change.Arrived _,
          Change.Diagnosed _,
          Change.Commented _,
          Change.Excluded _,
          Change.Promoted _,
          Change.Demoted _,
          Change.Resolved _,
          Change.ClockChanged _ ->
          Author.isPerson(event.by());
      default -> false;
    };
  }
}
