package dev.forebell.collector.app;

import dev.forebell.common.model.HostId;

/**
 * Runs something after everything that a host had sent by now was handed over; never on the
 * engine's thread. Before the port is open no agent can have sent anything, so there is nothing to
 * wait for.
 */
final class AgentBarrier {
  /** The endpoint that knows what arrived. */
  interface Arrivals {
    void afterArrived(HostId host, Runnable then);
  }

  private volatile Arrivals arrivals = (_, then) -> Thread.ofVirtual().start(then);

  void opened(Arrivals endpoint) {
    arrivals = endpoint;
  }

  void afterArrived(HostId host, Runnable then) {
    arrivals.afterArrived(host, then);
  }
}
