package dev.forebell.collector.engine.people;

import java.util.List;

/** An escalation ladder: whom to tell, step after step, until somebody acts. */
public record Ladder(String id, List<Rung> rungs) {
  public Ladder {
    rungs = List.copyOf(rungs);
  }
}
