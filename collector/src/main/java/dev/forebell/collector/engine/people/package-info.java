/**
 * People who are told: who is on duty at an instant, whose quiet hours it is, the steps of an
 * escalation ladder. Knows names of channels and nothing of how a channel works. Imports {@code
 * sla}, {@code calendar}, {@code condition}.
 */
package dev.forebell.collector.engine.people;
