package dev.forebell.collector.engine.incident;

/**
 * The case of a desk that an incident is linked to.
 *
 * @param system webhook endpoint or desk
 * @param reference the desk's own number
 * @param url where a person opens it; empty if unknown
 */
public record Ticket(String system, String reference, String url) {}
