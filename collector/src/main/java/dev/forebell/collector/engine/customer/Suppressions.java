package dev.forebell.collector.engine.customer;

import java.util.List;
import java.util.stream.Stream;

/**
 * What keeps conditions from being announced: from a customer's file, or given at run time.
 *
 * @param windows in the order they were written
 * @param silences in the order they were written
 */
public record Suppressions(List<MaintenanceWindow> windows, List<Silence> silences) {
  /** Nothing is kept back. */
  public static final Suppressions NONE = new Suppressions(List.of(), List.of());

  public Suppressions {
    windows = List.copyOf(windows);
    silences = List.copyOf(silences);
  }

  public boolean isEmpty() {
    return windows.isEmpty() && silences.isEmpty();
  }

  /** These and others. */
  public Suppressions and(Suppressions others) {
    return new Suppressions(
        Stream.concat(windows.stream(), others.windows.stream()).toList(),
        Stream.concat(silences.stream(), others.silences.stream()).toList());
  }
}
