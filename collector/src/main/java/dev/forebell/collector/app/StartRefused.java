package dev.forebell.collector.app;

import java.util.List;

/** The collector does not start; every line is a sentence for the person who tried. */
public final class StartRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  /** With one or more sentences. */
  public StartRefused(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
