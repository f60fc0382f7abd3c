package dev.forebell.collector.port;

import java.util.Set;

/**
 * Somebody of a customer who is told of changes of that customer's incidents.
 *
 * @param events names of the events; empty: every change of state
 */
public record CustomerContact(Person person, Set<String> events) {}
