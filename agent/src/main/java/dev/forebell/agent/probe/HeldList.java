package dev.forebell.agent.probe;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * OSHI objects that are listed seldom and refreshed in place: listing them is what costs. They are
 * listed again after {@value #READINGS_PER_LISTING} readings, and when one of them is gone.
 */
final class HeldList<T> {
  private static final int READINGS_PER_LISTING = 30;

  private final Supplier<List<T>> listing;
  private final Predicate<T> refresh;
  private List<T> held = List.of();
  private int readings;

  /**
   * @param refresh brings one object up to date; false: it is gone
   */
  HeldList(Supplier<List<T>> listing, Predicate<T> refresh) {
    this.listing = listing;
    this.refresh = refresh;
  }

  /** All objects, up to date. */
  List<T> read() {
    if (readings++ % READINGS_PER_LISTING == 0 || !held.stream().allMatch(refresh)) {
      held = listing.get();
    }
    return held;
  }
}
