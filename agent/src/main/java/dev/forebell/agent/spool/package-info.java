/**
 * What the collector has not confirmed yet. Pure: imports {@code common.model} and the JDK's
 * language, collection and time packages only; the disk spool will join it as an edge of its own.
 */
package dev.forebell.agent.spool;
