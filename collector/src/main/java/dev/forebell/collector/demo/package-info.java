/**
 * A small ticket desk for a first look and for the fire drill: what the sample webhook fills. Knows
 * nothing of the collector: it is reached over HTTP like any other desk.
 */
package dev.forebell.collector.demo;
