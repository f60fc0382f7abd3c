/**
 * One sample for people and for machines: text and JSON. Imports the sampler's snapshot and the
 * model; no probe, no link.
 */
package dev.forebell.agent.report;
