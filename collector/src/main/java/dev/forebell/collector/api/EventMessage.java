package dev.forebell.collector.api;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.collector.port.IncidentReader.Recorded;
import java.time.Instant;

/**
 * One server-sent event, ready to write.
 *
 * @param position place in commit order; {@link #NO_POSITION} for what is not resumed
 */
record EventMessage(long position, String text) {
  static final long NO_POSITION = -1;

  static EventMessage incident(Recorded recorded) {
    return new EventMessage(
        recorded.position(),
        "id: " + recorded.position() + "\n" + message("incident", IncidentRoutes.event(recorded)));
  }

  static EventMessage host(HostNow host) {
    return new EventMessage(
        NO_POSITION, message("host", JsonText.of(out -> HostText.summary(out, host))));
  }

  /** The collector's time, for countdowns; the comment keeps intermediaries awake. */
  static EventMessage time(Instant now) {
    return new EventMessage(
        NO_POSITION, ": heartbeat\n" + message("time", "{\"now\":\"" + JsonText.time(now) + "\"}"));
  }

  private static String message(String name, String data) {
    return "event: " + name + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n";
  }
}
