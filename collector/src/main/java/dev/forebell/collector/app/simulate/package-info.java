/**
 * {@code forebell simulate}: a fleet of agents that never was, over the real wire, against a
 * collector process of its own. Looks at that collector from outside only, as the drill does; of
 * what a collector is made of it may import the registry of agents' keys and no more.
 */
package dev.forebell.collector.app.simulate;
