/**
 * Per host: samples, link facts and time become conditions. Imports {@code condition}; never sees
 * {@code incident}.
 */
package dev.forebell.collector.engine.detect;
