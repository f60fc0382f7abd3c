/**
 * The fire drill: a real agent falls silent and comes back, and every step to the delivered ticket
 * is watched from outside, through the collector's HTTP interface alone. Imports nothing of the
 * engine.
 */
package dev.forebell.collector.app.drill;
