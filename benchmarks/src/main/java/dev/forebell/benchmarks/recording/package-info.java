/**
 * Replay files of a fleet that never was: the same arguments give the same bytes. May import the
 * model; nothing else of the house.
 */
package dev.forebell.benchmarks.recording;
