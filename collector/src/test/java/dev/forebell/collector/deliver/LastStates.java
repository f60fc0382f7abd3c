package dev.forebell.collector.deliver;

/**
 * What a desk calls the last two states of a ticket.
 *
 * @param resolved a number or a name
 * @param closed likewise
 */
record LastStates(Object resolved, Object closed) {
  /** Resolved, closed or open: as {@link FakeDesk#tickets} says it. */
  String of(Object status) {
    if (status.equals(resolved)) {
      return "resolved";
    }
    return status.equals(closed) ? "closed" : "open";
  }
}
