/**
 * What edges share, so that no edge imports another: interfaces that {@code app} joins, and the
 * records that pass through them. May import the engine and {@code common.model}; nothing here
 * blocks unless its Javadoc says so.
 */
package dev.forebell.collector.port;
