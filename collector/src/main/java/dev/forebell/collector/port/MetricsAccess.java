package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.Secret;
import java.util.Optional;

/** Who may read metrics. Thread-safe, never blocks. */
public interface MetricsAccess {
  /**
   * What whoever shows this may see.
   *
   * @param token as the reader sent it; empty: none
   */
  Verdict admit(Optional<Secret> token);

  /** What a reader may see. */
  sealed interface Verdict {
    /** All customers, and the collector itself. */
    record Everything() implements Verdict {}

    /** One customer's hosts and incidents. */
    record Only(CustomerId customer) implements Verdict {}

    /** Nothing: there are tokens, and it has none of them. */
    record Refused() implements Verdict {}
  }
}
