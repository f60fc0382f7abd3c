/**
 * JMH benchmarks of the paths that must be fast; docs/benchmarks.md says how to run them and what
 * they showed. Compiled by every build and run by none. May import everything; nothing imports it.
 */
package dev.forebell.benchmarks;
