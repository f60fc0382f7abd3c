/**
 * What the agent's own file names to be watched on this host: services, ports, certificates. Each
 * is a probe; parsers take text and are tested on any machine.
 */
package dev.forebell.agent.watch;
