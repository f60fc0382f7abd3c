package dev.forebell.benchmarks.recording;

/**
 * Something that goes wrong on a host for a while.
 *
 * @param from step of the recording at which it begins
 * @param steps how many it lasts
 */
record Trouble(Kind kind, long from, long steps) {
  /** What goes wrong. */
  enum Kind {
    /** The root file system fills up to the last byte and is cleaned. */
    DISK_FILLS,
    /** Programs take the memory. */
    MEMORY_GOES,
    /** The agent's connection is closed without goodbye. */
    AGENT_DIES,
    /** Nothing is heard any more. */
    HOST_FALLS_SILENT
  }

  boolean isOver(long step) {
    return step >= from + steps;
  }

  /** How far it has come at a step: 0 before, 1 from three quarters on, 0 when over. */
  double share(long step) {
    if (step < from || isOver(step)) {
      return 0;
    }
    return StrictMath.min(1, (step - from) / (0.75 * steps));
  }
}
