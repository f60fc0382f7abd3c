/**
 * The pure core: deterministic state machines that take time as a value and give effects as values.
 * May import {@code common.model} and the JDK's language, collection, time and math packages; never
 * a clock, thread, I/O, logging, random, or a framework. Iterates ordered collections only, so that
 * equal input gives equal output, byte for byte.
 */
package dev.forebell.collector.engine;
