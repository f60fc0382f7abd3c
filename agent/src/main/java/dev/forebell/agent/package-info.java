/**
 * The agent's command, its settings and the wiring of its rooms: probe -> sampler -> link. Sees
 * neither OSHI nor Netty; nothing of the collector.
 */
package dev.forebell.agent;
