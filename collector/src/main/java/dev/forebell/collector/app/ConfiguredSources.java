package dev.forebell.collector.app;

import dev.forebell.collector.port.Source;
import dev.forebell.collector.port.SourceBook;
import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The sources of the configuration in force. */
record ConfiguredSources(Supplier<List<Source>> sources) implements SourceBook {
  @Override
  public Optional<Source> byToken(Secret token) {
    // All are compared, so that the time says nothing about which one agrees.
    List<Source> agree =
        sources.get().stream().filter(source -> source.token().isOf(token)).toList();
    return agree.stream().findFirst();
  }
}
