/**
 * The speed table (docs/benchmarks.md): whole processes, measured from outside, beside their peers
 * where these are installed. {@code benchmarks/speed.sh} starts it. May import ports and the model;
 * {@code Outflow} also delivery and the ledger, which it measures alone.
 */
package dev.forebell.benchmarks.speed;
