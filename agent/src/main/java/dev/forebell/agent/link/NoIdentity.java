package dev.forebell.agent.link;

import java.io.IOException;

/** The agent is nobody yet; the message says why, and what to do. */
public final class NoIdentity extends IOException {
  private static final long serialVersionUID = 1;

  public NoIdentity(String text, Throwable cause) {
    super(text, cause);
  }

  public NoIdentity(String text) {
    super(text);
  }
}
