package dev.forebell.collector.app.simulation;

import java.util.ArrayList;
import java.util.List;

/** What could be seen of a run, second by second, and which invariants it broke. */
final class Findings {
  private static final int ENOUGH = 20;

  private final World world;
  private final Transcript transcript;
  private final List<String> violations = new ArrayList<>();
  private boolean trial;
  private boolean refused;

  Findings(World world, boolean keepTranscript) {
    this.world = world;
    this.transcript = new Transcript(keepTranscript);
  }

  List<String> violations() {
    return violations;
  }

  Transcript transcript() {
    return transcript;
  }

  void note(String what) {
    transcript.add(line(what));
  }

  /** An invariant is broken; on trial it is not held against the run. */
  void accuse(String invariant) {
    if (trial) {
      refused = true;
      return;
    }
    if (violations.size() < ENOUGH) {
      violations.add(line(invariant));
    }
    note("VIOLATION " + invariant);
    world.accused();
  }

  /** Whether a verdict would find nothing wrong, were it given now. */
  boolean wouldBeNone(Runnable verdict) {
    trial = true;
    refused = false;
    verdict.run();
    trial = false;
    return !refused;
  }

  private String line(String what) {
    long millis = Math.round(world.second() * 1000);
    String second = Long.toString(millis / 1000);
    String rest = Long.toString(millis % 1000 + 1000).substring(1);
    return " ".repeat(Math.max(0, 5 - second.length())) + second + "." + rest + " " + what;
  }
}
