package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.util.Optional;

/** Asks for the estate to be joined anew, by whoever does that once the collector runs. */
final class Rejoining {
  private static final System.Logger LOG = System.getLogger(Rejoining.class.getName());

  private volatile Optional<Reloader> reloader = Optional.empty();

  void by(Reloader who) {
    reloader = Optional.of(who);
  }

  void ask() {
    reloader.ifPresent(
        who -> {
          var _ =
              who.rejoin()
                  .exceptionally(
                      failure -> {
                        LOG.log(Level.WARNING, "the hosts of agents were not taken over", failure);
                        return null;
                      });
        });
  }
}
