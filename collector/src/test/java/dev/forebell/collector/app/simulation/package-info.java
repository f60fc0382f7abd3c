/**
 * The proof by simulation: agents, links, a collector, its disk, ticket systems and people in
 * virtual time, with faults drawn from a seed, around the product's own decisions. Tests only.
 */
package dev.forebell.collector.app.simulation;
