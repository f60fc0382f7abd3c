package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame;

/** What the rest of the agent wants to know. Called on the link's thread: do not block it. */
public interface LinkListener {
  /** The collector welcomed us and says how often to sample. */
  void welcomed(Frame.Welcome terms);
}
