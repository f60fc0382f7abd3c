package dev.forebell.common.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an agent says goodbye. The order is the code on the wire: append only. */
public enum ByeReason {
  /** The service was stopped by a person or a service manager; the host goes on. */
  STOP,
  /** The agent is being restarted. */
  RESTART,
  /** The agent is being upgraded. */
  UPGRADE,
  /** The host is shutting down. */
  SHUTDOWN,
  /** The host is rebooting. */
  REBOOT,
  /** The host goes to sleep. */
  SUSPEND,
  /** A desktop's user logged off and the broker takes the seat away. */
  LOGOFF;

  /** The spelling in replay files and on screen: {@code shutdown}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ByeReason> parse(String id) {
    return Arrays.stream(values()).filter(reason -> reason.id().equals(id)).findFirst();
  }
}
