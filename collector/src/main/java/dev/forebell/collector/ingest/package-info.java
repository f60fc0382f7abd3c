/**
 * The agents' endpoint: authenticates, decodes away from the event loops, corrects the agents'
 * clocks, keeps each host's order, and hands everything to one {@link
 * dev.forebell.collector.ingest.AgentSink}. Imports {@code common} and Vert.x; no engine state, no
 * other edge.
 */
package dev.forebell.collector.ingest;
