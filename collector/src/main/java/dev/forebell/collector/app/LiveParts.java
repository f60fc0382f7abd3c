package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.metrics.CollectorMeters;

/**
 * What the live shell works with.
 *
 * @param barrier runs a task, off the engine's thread, after everything that a host had sent by now
 *     was handed over
 * @param acceptPerSecond how many agents are welcomed a second, for the grace
 * @param current the configuration in force
 */
record LiveParts(
    EngineClock clock,
    Ledger ledger,
    FleetBoard board,
    CollectorHealth health,
    CollectorMeters meters,
    AgentBarrier barrier,
    int acceptPerSecond,
    InForce current) {

  Configuration configuration() {
    return current.configuration();
  }
}
