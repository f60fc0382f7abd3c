package dev.forebell.collector.config;

import dev.forebell.common.config.Problem;
import java.util.List;

/** What came of reading a configuration folder: all of it, or every reason why not. */
public sealed interface Loaded {
  List<Problem> warnings();

  /** Ready to run. */
  record Ok(Configuration configuration, List<Problem> warnings) implements Loaded {}

  /** Refused: what runs keeps running with what it has. */
  record Bad(List<Problem> errors, List<Problem> warnings) implements Loaded {}
}
