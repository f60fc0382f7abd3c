package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * When every host of every customer is silent together, it is the collector that is cut off: it
 * accuses itself in its log, its health and its meters, and no host. One thread writes, any reads.
 */
final class SelfAccusation {
  private static final System.Logger LOG = System.getLogger(SelfAccusation.class.getName());

  private final CollectorHealth health;
  private volatile boolean stands;

  SelfAccusation(CollectorHealth health) {
    this.health = health;
  }

  boolean stands() {
    return stands;
  }

  /**
   * Says it once when it begins and once when it is over.
   *
   * @param unheardSince when anybody was last heard; empty: somebody is heard
   */
  void look(Optional<Instant> unheardSince) {
    if (unheardSince.isPresent() == stands) {
      return;
    }
    stands = unheardSince.isPresent();
    health.hearing(!stands);
    unheardSince.ifPresentOrElse(
        since ->
            LOG.log(
                Level.ERROR,
                "every host of every customer fell silent together at {0}: this collector''s own"
                    + " network is gone, nobody is accused",
                since),
        () ->
            LOG.log(Level.WARNING, "hosts are heard again; the silence of all counts for nothing"));
  }
}
