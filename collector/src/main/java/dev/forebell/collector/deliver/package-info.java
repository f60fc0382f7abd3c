/**
 * From the outbox to the desks' endpoints: which notices an event makes, how each is signed, sent,
 * tried again and given up, and what comes back of it. Imports {@code port} and the engine; never
 * another edge.
 */
package dev.forebell.collector.deliver;
