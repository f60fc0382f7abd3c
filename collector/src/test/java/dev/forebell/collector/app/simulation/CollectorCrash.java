package dev.forebell.collector.app.simulation;

/** The process is killed here and now: an error, so that nothing of the product catches it. */
final class CollectorCrash extends Error {
  private static final long serialVersionUID = 1L;

  CollectorCrash(String where) {
    super(where, null, false, false);
  }
}
