package dev.forebell.collector.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads the configuration files again. Thread-safe, never blocks. */
public interface ConfigurationControl {
  /** Takes a good configuration into force; a bad one leaves the running one as it is. */
  CompletionStage<Outcome> reload();

  /** What became of a reload. */
  sealed interface Outcome {
    /** In force. {@code version} is the configuration's fingerprint. */
    record Loaded(String version) implements Outcome {}

    /**
     * Refused as a whole.
     *
     * @param problems every problem, each {@code file:line:column: what, and what was expected}
     */
    record Rejected(List<String> problems) implements Outcome {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }
}
