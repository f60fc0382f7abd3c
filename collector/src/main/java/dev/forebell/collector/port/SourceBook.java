package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.util.Optional;

/** The sources of the configuration in force. Thread-safe, never blocks. */
public interface SourceBook {
  /** The source that shows this token. */
  Optional<Source> byToken(Secret token);
}
