package dev.forebell.collector.engine.emergency;

import java.util.List;
import java.util.Optional;

/**
 * What the outages of a customer amount to now.
 *
 * @param met criteria that are met: key services, people, host groups, each in id order; empty: no
 *     emergency
 */
public record Verdict(List<Criterion> met) {
  /** No emergency. */
  public static final Verdict NONE = new Verdict(List.of());

  public Verdict {
    met = List.copyOf(met);
  }

  /** The met criterion about the same thing as {@code other}. */
  public Optional<Criterion> about(Criterion other) {
    return met.stream().filter(other::sameMatter).findFirst();
  }

  /** Whether it says that much already: the same thing, for at least the same hosts. */
  public boolean covers(Criterion other) {
    return about(other).filter(known -> known.hosts().containsAll(other.hosts())).isPresent();
  }
}
