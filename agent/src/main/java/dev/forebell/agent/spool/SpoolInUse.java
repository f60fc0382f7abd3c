package dev.forebell.agent.spool;

import java.io.IOException;

/** Another agent works in the spool's folder; the message says which and what to do. */
public final class SpoolInUse extends IOException {
  private static final long serialVersionUID = 1;

  SpoolInUse(String message) {
    super(message);
  }
}
