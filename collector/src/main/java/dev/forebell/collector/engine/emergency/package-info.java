/**
 * Facts in, verdict with its numbers out. Imports {@code customer} and {@code condition}; never
 * sees {@code incident}.
 */
package dev.forebell.collector.engine.emergency;
