/**
 * Reads replay files (docs/replay.md): lines of JSON become typed lines. May import the engine,
 * {@code common} and Jackson; no other edge.
 */
package dev.forebell.collector.replay;
