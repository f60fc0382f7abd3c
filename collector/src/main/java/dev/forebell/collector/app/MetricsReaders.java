package dev.forebell.collector.app;

import dev.forebell.collector.config.MetricsReader;
import dev.forebell.collector.port.MetricsAccess;
import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The readers of the configuration in force.
 *
 * @param readers of the configuration in force
 * @param open whether anybody may read while there are none: on loopback, where there are no logins
 */
record MetricsReaders(Supplier<List<MetricsReader>> readers, boolean open)
    implements MetricsAccess {
  @Override
  public Verdict admit(Optional<Secret> token) {
    List<MetricsReader> all = readers.get();
    if (all.isEmpty()) {
      return open ? new Verdict.Everything() : new Verdict.Refused();
    }
    // All are compared, so that the time says nothing about which one agrees.
    List<MetricsReader> agree =
        token.stream()
            .flatMap(shown -> all.stream().filter(reader -> reader.token().isOf(shown)))
            .toList();
    return agree.isEmpty() ? new Verdict.Refused() : verdict(agree.getFirst());
  }

  private static Verdict verdict(MetricsReader reader) {
    return reader.customer().<Verdict>map(Verdict.Only::new).orElseGet(Verdict.Everything::new);
  }
}
