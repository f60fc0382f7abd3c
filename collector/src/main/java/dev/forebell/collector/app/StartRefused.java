package dev.forebell.collector.app;

import java.util.List;
import java.util.Optional;

/** The collector does not start; every line is a sentence for the person who tried. */
public final class StartRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** With one or more sentences. */
  public StartRefused(List<String> lines) {
    super(String.join("\n", lines));
  }

  /** Its sentences. */
  public List<String> lines() {
    return Optional.ofNullable(getMessage()).orElse("").lines().toList();
  }
}
