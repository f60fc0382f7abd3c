package dev.forebell.collector.app;

import dev.forebell.common.model.HostId;

/** Runs something after everything that a host had sent by now was handed over. */
interface AgentBarrier {
  /** Before any agent can connect there is nothing to wait for; never on the engine's thread. */
  AgentBarrier NONE = (host, then) -> Thread.ofVirtual().start(then);

  void afterArrived(HostId host, Runnable then);
}
