package dev.forebell.agent.spool;

import java.util.Optional;

/** What the spool tells the link, on the link's thread, in order. */
public interface SpoolEvents {
  /** A track of an earlier run was found. */
  void found(Earlier earlier);

  /** On disk and synced up to here; it may leave the memory. */
  void stored(Track track, long upTo);

  /** The lowest sequence of a track that is still on disk; empty: none. */
  void heldFrom(Track track, Optional<Long> first);

  /** Gone from the disk before it was acknowledged. */
  void lost(Track track, Loss loss);
}
