/**
 * Who is asked about a host that is not heard: other hosts of its site, see {@code
 * docs/protocol.md} and decision 0058. Joins what agents say to what the engine is told; may import
 * {@code ingest}, the engine and the wire, and holds no store. {@code WitnessRounds} and what it
 * stands on take time as a value; {@code WitnessedAgents} is their shell.
 */
package dev.forebell.collector.app.witness;
