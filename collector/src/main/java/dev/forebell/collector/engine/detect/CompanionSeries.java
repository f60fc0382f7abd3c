package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;
import java.util.Optional;

/**
 * A companion quantity and the names of its series. Hosts that share their rules share these names
 * too: a name of its own for each of forty companions would be a tenth of what is kept of a host.
 *
 * <p>What was found out for a series is remembered as a text remembers its hash: of fixed size, and
 * two threads at once find out the same twice.
 */
final class CompanionSeries {
  private static final int PLACES = 64;

  private record Named(Attributes attributes, Optional<CompanionKey> key) {}

  private final Rule.Quantity quantity;
  private final Named[] known = new Named[PLACES];

  CompanionSeries(Rule.Quantity quantity) {
    this.quantity = quantity;
  }

  /** The name of its series with these attributes; empty: it means others. */
  Optional<CompanionKey> key(Attributes attributes) {
    int hash = attributes.hashCode();
    int place = (hash ^ hash >>> 16) & (PLACES - 1);
    Named found = known[place];
    if (found == null || !found.attributes().equals(attributes)) {
      found = new Named(attributes, named(attributes));
      known[place] = found;
    }
    return found.key();
  }

  private Optional<CompanionKey> named(Attributes attributes) {
    Rule.Selector selector = quantity.selector();
    return selector.matches(attributes)
        ? Optional.of(CompanionKey.of(quantity, CompanionKey.subjectOf(selector, attributes)))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompanionSeries series && series.quantity.equals(quantity);
  }

  @Override
  public int hashCode() {
    return quantity.hashCode();
  }

  @Override
  public String toString() {
    return quantity.toString();
  }
}
