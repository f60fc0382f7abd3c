/**
 * Per customer: conditions, people's commands and time become incident events. Calls {@code
 * emergency} and {@code sla} as functions; never sees {@code detect}.
 */
package dev.forebell.collector.engine.incident;
