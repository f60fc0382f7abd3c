package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostId;

/** Tells a copy of a machine from the machine itself, when it says hello. */
final class CopyCheck {
  private CopyCheck() {}

  /** Another machine than the one that enrolled, or a copy of it with the same fingerprint. */
  static boolean isStranger(
      AgentIdentity identity, AgentDirectory.Presence presence, IngestRoom room) {
    if (identity.enrolled().isEmpty()) {
      return false;
    }
    return !room.directory().isSameMachine(identity, presence)
        || room.live()
            .of(identity.host())
            .filter(holder -> !holder.quiet().silent() && !holder.bootId.equals(presence.bootId()))
            .filter(holder -> bothLive(identity.host(), presence, holder, room))
            .isPresent();
  }

  private static boolean bothLive(
      HostId host, AgentDirectory.Presence presence, AgentSession holder, IngestRoom room) {
    return room.contenders()
        .bothLive(host, presence.bootId(), holder.quiet().lastHeardNanos(), System.nanoTime());
  }

  static String text(HostId host, boolean allowed) {
    return allowed
        ? "this machine is a copy of the one that is " + host + ": enrol as its own"
        : "another machine than the one that is "
            + host
            + ": kept out until 'forebell agents accept "
            + host
            + "' on the collector, or until it enrols with a token of its own";
  }
}
